import { Worker } from 'node:worker_threads';
import * as v from 'valibot';
import type { ImportStep } from '../../shared/catalog/import-plan.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { FromPlanWorker, PlanOrder, ToPlanWorker } from './plan-messages.ts';
import type { Planned, PlanWork } from './planned.ts';

export type Planner = {
  /** Plans the import of a file. The plan has its steps only where they are wanted. `import.*`, `server.full`. */
  plan(work: PlanWork, wants: PlanOrder['wants']): Promise<Result<Planned>>;
};

/** Each needs some 100 MB for a while, and waiting would be for the slowest line among them. */
const MAX_AT_ONCE = 3;
/** More than a table of 50,000 rows and a catalog of as many need. A worker that needs more ends, and nothing else does. */
const MAX_HEAP_MB = 160;

const OutOfMemory = v.object({ code: v.literal('ERR_WORKER_OUT_OF_MEMORY') });

/** Makes each plan in a thread of its own: shows run on while a large table is read, and its memory goes with it. */
export class WorkerPlanner implements Planner, Closable {
  readonly #maxHeapMb: number;
  readonly #workers = new Set<Worker>();

  constructor(maxHeapMb = MAX_HEAP_MB) {
    this.#maxHeapMb = maxHeapMb;
  }

  async plan(work: PlanWork, wants: PlanOrder['wants']): Promise<Result<Planned>> {
    if (this.#workers.size >= MAX_AT_ONCE) return refuse('server.full');
    const order: PlanOrder = { currency: work.currency, wants };
    const worker = new Worker(new URL('./plan.worker.ts', import.meta.url), {
      workerData: order,
      resourceLimits: { maxOldGenerationSizeMb: this.#maxHeapMb, maxYoungGenerationSizeMb: 16 },
    });
    this.#workers.add(worker);
    try {
      const [planned] = await Promise.all([answerOf(worker, work.existing), sendFile(worker, work.bytes)]);
      return planned;
    } finally {
      this.#workers.delete(worker);
      await worker.terminate();
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }
}

const post = (worker: Worker, message: ToPlanWorker): void => worker.postMessage(message);

const sendFile = async (worker: Worker, bytes: PlanWork['bytes']): Promise<void> => {
  for await (const chunk of bytes) {
    // A chunk is a view of a pool; a message would take the whole pool along.
    const own = new Uint8Array(chunk);
    worker.postMessage({ kind: 'bytes', bytes: own } satisfies ToPlanWorker, [own.buffer]);
  }
  post(worker, { kind: 'end' });
};

const answerOf = (worker: Worker, existing: PlanWork['existing']): Promise<Result<Planned>> =>
  new Promise((resolve, reject) => {
    const pages = existing[Symbol.asyncIterator]();
    const steps: ImportStep[] = [];
    const sendPage = async (): Promise<void> => {
      const page = await pages.next();
      post(worker, page.done ? { kind: 'end' } : { kind: 'products', products: page.value });
    };
    worker.on('message', (message: FromPlanWorker) => {
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
    worker.once('error', (error) => {
      if (v.is(OutOfMemory, error)) resolve(refuse('import.too-large'));
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
    worker.once('exit', () => reject(new Error('the planning worker ended without an answer')));
  });
