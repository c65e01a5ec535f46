import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ImportStep } from '../../shared/catalog/import-plan.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { FromPlanner, PlanOrder, ToPlanner } from './plan-messages.ts';
import type { Planned, PlanWork } from './planned.ts';

export type Planner = {
  /** Plans the import of a file. The plan has its steps only where they are wanted. `import.*`, `server.full`. */
  plan(work: PlanWork, wants: PlanOrder['wants']): Promise<Result<Planned>>;
};

/** Each needs some 100 MB for a while, and waiting would be for the slowest line among them. */
const MAX_AT_ONCE = 3;
/** More than a table of 50,000 rows and a catalog of as many need. A process that needs more ends, and nothing else does. */
const MAX_HEAP_MB = 160;

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

  async plan(work: PlanWork, wants: PlanOrder['wants']): Promise<Result<Planned>> {
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
      const order: PlanOrder = { currency: work.currency, wants };
      const [planned] = await Promise.all([answerOf(child, work.existing), sendFile(child, work.bytes, order)]);
      return planned;
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
const sendFile = async (child: ChildProcess, bytes: PlanWork['bytes'], order: PlanOrder): Promise<void> => {
  await send(child, { kind: 'order', order });
  for await (const chunk of bytes) await send(child, { kind: 'bytes', bytes: chunk });
  await send(child, { kind: 'end' });
};

const answerOf = (child: ChildProcess, existing: PlanWork['existing']): Promise<Result<Planned>> =>
  new Promise((resolve, reject) => {
    const pages = existing[Symbol.asyncIterator]();
    const steps: ImportStep[] = [];
    const sendPage = async (): Promise<void> => {
      const page = await pages.next();
      await send(child, page.done ? { kind: 'end' } : { kind: 'products', products: page.value });
    };
    child.on('message', (message: FromPlanner) => {
      switch (message.kind) {
        case 'refused':
          return resolve({ ok: false, error: message.refusal });
        case 'asks-products':
          return void sendPage().catch(reject);
        case 'steps':
          return void steps.push(...message.steps);
        case 'planned':
          return resolve(ok({ summary: message.summary, steps }));
      }
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // What V8 does at the end of its heap.
      if (signal === 'SIGABRT') resolve(refuse('import.too-large'));
      else reject(new Error(`the planning process ended without an answer: ${signal ?? code}`));
    });
  });
