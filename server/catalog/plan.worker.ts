import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import * as v from 'valibot';
import { assert } from '../../shared/invariant.ts';
import { cryptoRandom } from '../auth/crypto-random.ts';
import { planFile } from './planned.ts';
import { STEPS_PER_MESSAGE, type FromPlanWorker, PlanOrder, type ToPlanWorker } from './plan-messages.ts';

// Reads one table and plans its import, away from the thread that shows run on, in a heap of its own. Then it ends.

/** What comes through the port, in its order. */
class Inbox {
  readonly #waiting: ToPlanWorker[] = [];
  #wake: (() => void) | null = null;

  constructor(port: MessagePort) {
    port.on('message', (message: ToPlanWorker) => {
      this.#waiting.push(message);
      this.#wake?.();
    });
  }

  async next(): Promise<ToPlanWorker> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

const run = async (port: MessagePort, { currency, wants }: PlanOrder): Promise<void> => {
  const inbox = new Inbox(port);
  const say = (message: FromPlanWorker): void => port.postMessage(message);

  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    for (;;) {
      const message = await inbox.next();
      if (message.kind !== 'bytes') return;
      yield message.bytes;
    }
  };
  const existing = async function* () {
    for (;;) {
      say({ kind: 'asks-products' });
      const message = await inbox.next();
      if (message.kind !== 'products') return;
      yield message.products;
    }
  };

  const planned = await planFile({ bytes: bytes(), currency, existing: existing() }, cryptoRandom);
  if (!planned.ok) return say({ kind: 'refused', refusal: planned.error });
  const { steps, summary } = planned.value;
  for (let at = 0; wants === 'steps' && at < steps.length; at += STEPS_PER_MESSAGE) {
    say({ kind: 'steps', steps: steps.slice(at, at + STEPS_PER_MESSAGE) });
  }
  say({ kind: 'planned', summary });
};

assert(parentPort, 'this is a worker');
const port = parentPort;
await run(port, v.parse(PlanOrder, workerData));
port.close();
