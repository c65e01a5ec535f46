import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as v from 'valibot';
import type { ShowAddress } from '../../../shared/ids.ts';
import { ViewersTotals } from './viewers-messages.ts';

const JOIN_TIMEOUT_MS = 60_000;

type Crowd = {
  readonly url: string;
  readonly address: ShowAddress;
  readonly viewers: number;
  readonly joinEveryMs: number;
};

/** Many viewers in a process of their own: what receives is not billed to what measures. */
export class Viewers {
  readonly #child: ChildProcess;
  readonly joinsMs: readonly number[];

  private constructor(child: ChildProcess, joinsMs: readonly number[]) {
    this.#child = child;
    this.joinsMs = joinsMs;
  }

  /** Resolves when every viewer has received video. */
  static async join({ url, address, viewers, joinEveryMs }: Crowd): Promise<Viewers> {
    const file = path.join(import.meta.dirname, 'viewers-process.ts');
    const child = fork(file, [url, address, String(viewers), String(joinEveryMs)]);
    const { joinsMs } = await nextTotals(child);
    return new Viewers(child, joinsMs);
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error('the viewers’ process is not running');
    return pid;
  }

  totals(): Promise<ViewersTotals> {
    const answered = nextTotals(this.#child);
    this.#child.send('totals');
    return answered;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }
}

const nextTotals = async (child: ChildProcess): Promise<ViewersTotals> => {
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(JOIN_TIMEOUT_MS) });
  const [message] = (await Promise.race([
    once(child, 'message'),
    ended.then(([code]: unknown[]) => {
      throw new Error(`the viewers’ process ended with ${String(code)}`);
    }),
  ])) as readonly unknown[];
  return v.parse(ViewersTotals, message);
};
