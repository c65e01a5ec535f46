/** What `findWorker` needs of the world; `machine.ts` gives the real ones. */
export type WorkerSources = {
  /** `MEDIASOUP_WORKER_BIN`, when the operator has set it. */
  readonly configured: string | undefined;
  /** Where the cache keeps, or would keep, the worker for this machine. */
  readonly cached: string;
  /** Whether a file exists there and is a worker that starts. Takes milliseconds. */
  readonly starts: (file: string) => Promise<boolean>;
  /** Rejects unless the worker carries media. Takes seconds at most. */
  readonly prove: (file: string) => Promise<void>;
  /** Puts a copy of `file` at `cached`, in one step. */
  readonly keep: (file: string) => Promise<void>;
  readonly discard: (file: string) => Promise<void>;
  /** Hands a downloaded worker to `use`; false when there is none for this machine or network. */
  readonly download: (use: (file: string) => Promise<void>) => Promise<boolean>;
  /** Hands a worker built here to `use`; rejects with a sentence for a person when it cannot be built. */
  readonly compile: (use: (file: string) => Promise<void>) => Promise<void>;
  readonly say: (line: string) => void;
};

/**
 * The path of a media worker that runs on this machine: the operator's, the cached one, the official one, or one built here.
 * Rejects with a sentence for a person.
 */
export async function findWorker(sources: WorkerSources): Promise<string> {
  const { configured, cached, say } = sources;
  if (configured) {
    if (await sources.starts(configured)) return configured;
    throw new Error(
      `MEDIASOUP_WORKER_BIN is ${configured}, which is not a mediasoup worker that runs on this machine.`,
    );
  }
  if (await sources.starts(cached)) return cached;
  await sources.discard(cached);
  if (await downloadProven(sources)) return cached;
  await sources.compile(async (file) => {
    await sources.prove(file).catch((cause: unknown) => {
      throw new Error('The media worker was built, but it does not carry media on this machine.', { cause });
    });
    await sources.keep(file);
  });
  say('The media worker is ready');
  return cached;
}

async function downloadProven(sources: WorkerSources): Promise<boolean> {
  let isKept = false;
  await sources.download(async (file) => {
    try {
      await sources.prove(file);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      sources.say(`The official media worker does not work here (${reason})`);
      return;
    }
    await sources.keep(file);
    isKept = true;
  });
  return isKept;
}
