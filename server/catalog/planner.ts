import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ImportStep } from '../../shared/catalog/import-plan.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { FromPlanner, PlanOrder, ToPlanner } from './plan-messages.ts';
import type { Planned, PlanWork } from './planned.ts';
import type { TableWork } from './shelf-table.ts';

export type Planner = {
  /** Plans the import of a file. The plan has its steps only where they are wanted. `import.*`, `server.full`. */
  plan(work: PlanWork, wants: PlanWish): Promise<Result<Planned>>;
  /** Reads a file as products of a shelf. `import.*`, `server.full`. */
  readShelf(work: TableWork): Promise<Result<ShelfPreview>>;
};

export type PlanWish = Exclude<PlanOrder['wants'], 'shelf'>;

/** Each needs some 100 MB for a while, and waiting would be for the slowest line among them. */
const MAX_AT_ONCE = 3;
/** More than a table of 50,000 rows and a catalog of as many need. A process that needs more ends, and nothing else does. */
const MAX_HEAP_MB = 160;

/** What comes of a message: the answer, or null before it. */
type Hear<Answer> = (message: FromPlanner, child: ChildProcess) => Answer | null | Promise<Answer | null>;

const SCRIPT = fileURLToPath(new URL('./plan.process.ts', import.meta.url));

/**
 * Makes each plan in a process of its own: shows run on while a large table is read, and its memory goes with it. No thread: V8
 * aborts the whole process now and then when a thread ends (`Check failed: jit_page.has_value()`, Node 24.21), and with it the shows.
 */
export class ProcessPlanner implements Planner, Closable {
  readonly #maxHeapMb: number;
  readonly #processes = new Set<ChildProcess>();

  constructor(maxHeapMb = MAX_HEAP_MB) {
    this.#maxHeapMb = maxHeapMb;
  }

  async plan({ currency, bytes, existing }: PlanWork, wants: PlanWish): Promise<Result<Planned>> {
    const pages = existing[Symbol.asyncIterator]();
    const steps: ImportStep[] = [];
    return this.#ask<Planned>({ currency, wants }, bytes, async (message, child) => {
      if (message.kind === 'asks-products') {
        const page = await pages.next();
        await send(child, page.done ? { kind: 'end' } : { kind: 'products', products: page.value });
      }
      if (message.kind === 'steps') steps.push(...message.steps);
      return message.kind === 'planned' ? { summary: message.summary, steps } : null;
    });
  }

  async readShelf({ currency, bytes }: TableWork): Promise<Result<ShelfPreview>> {
    return this.#ask<ShelfPreview>({ currency, wants: 'shelf' }, bytes, (message) =>
      message.kind === 'shelf' ? message.preview : null,
    );
  }

  async #ask<Answer>(order: PlanOrder, bytes: TableWork['bytes'], hear: Hear<Answer>): Promise<Result<Answer>> {
    if (this.#processes.size >= MAX_AT_ONCE) return refuse('server.full');
    const child = fork(SCRIPT, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${this.#maxHeapMb}`, '--max-semi-space-size=2'],
      // It needs no secret of the server.
      env: {},
      // Its last words would be a dump of its heap.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#processes.add(child);
    try {
      const [answer] = await Promise.all([answerOf(child, hear), sendFile(child, bytes, order)]);
      return answer;
    } finally {
      this.#processes.delete(child);
      await ending(child);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#processes].map(ending));
  }
}

const ending = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

/** Resolves when it is taken, so that a slow process slows its file; one that has ended takes nothing, and its end tells why. */
const send = (child: ChildProcess, message: ToPlanner): Promise<void> =>
  new Promise((resolve) => {
    if (child.connected) child.send(message, () => resolve());
    else resolve();
  });

/** To its end, also after an early refusal: whoever sends it hears the answer then. */
const sendFile = async (child: ChildProcess, bytes: TableWork['bytes'], order: PlanOrder): Promise<void> => {
  await send(child, { kind: 'order', order });
  for await (const chunk of bytes) await send(child, { kind: 'bytes', bytes: chunk });
  await send(child, { kind: 'end' });
};

const answerOf = <Answer>(child: ChildProcess, hear: Hear<Answer>): Promise<Result<Answer>> =>
  new Promise((resolve, reject) => {
    const listen = async (message: FromPlanner): Promise<void> => {
      if (message.kind === 'refused') return resolve({ ok: false, error: message.refusal });
      const answer = await hear(message, child);
      if (answer !== null) resolve(ok(answer));
    };
    child.on('message', (message: FromPlanner) => void listen(message).catch(reject));
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // What V8 does at the end of its heap.
      if (signal === 'SIGABRT') resolve(refuse('import.too-large'));
      else reject(new Error(`the planning process ended without an answer: ${signal ?? code}`));
    });
  });
