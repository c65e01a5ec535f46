import process from 'node:process';
import * as v from 'valibot';
import { assert } from '../../shared/invariant.ts';
import { cryptoRandom } from '../auth/crypto-random.ts';
import { planFile } from './planned.ts';
import { readShelf } from './shelf-table.ts';
import { STEPS_PER_MESSAGE, type FromPlanner, PlanOrder, type ToPlanner } from './plan-messages.ts';

// Reads one table and plans its import, away from the process that shows run on. Then it ends.

/** What the server sends, in its order. */
class Inbox {
  readonly #waiting: ToPlanner[] = [];
  #wake: (() => void) | null = null;

  constructor() {
    process.on('message', (message: ToPlanner) => {
      this.#waiting.push(message);
      this.#wake?.();
    });
  }

  async next(): Promise<ToPlanner> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

/** Resolves when the server takes it, so that a slow server slows what it is told. */
const say = (message: FromPlanner): Promise<void> =>
  new Promise((resolve) => {
    assert(process.send, 'the server has started it');
    process.send(message, undefined, undefined, () => resolve());
  });

const run = async (): Promise<void> => {
  const inbox = new Inbox();
  const first = await inbox.next();
  assert(first.kind === 'order', 'the order comes first');
  const { currency, wants } = v.parse(PlanOrder, first.order);

  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      const message = await inbox.next();
      if (message.kind !== 'bytes') return;
      yield message.bytes;
    }
  };
  const existing = async function* () {
    for (;;) {
      await say({ kind: 'asks-products' });
      const message = await inbox.next();
      if (message.kind !== 'products') return;
      yield message.products;
    }
  };

  if (wants === 'shelf') {
    const read = await readShelf({ bytes: bytes(), currency });
    return say(read.ok ? { kind: 'shelf', preview: read.value } : { kind: 'refused', refusal: read.error });
  }
  const planned = await planFile({ bytes: bytes(), currency, existing: existing() }, cryptoRandom);
  if (!planned.ok) return say({ kind: 'refused', refusal: planned.error });
  const { steps, summary } = planned.value;
  for (let at = 0; wants === 'steps' && at < steps.length; at += STEPS_PER_MESSAGE) {
    await say({ kind: 'steps', steps: steps.slice(at, at + STEPS_PER_MESSAGE) });
  }
  await say({ kind: 'planned', summary });
};

await run();
// Without the channel nothing is left to do.
process.disconnect();
