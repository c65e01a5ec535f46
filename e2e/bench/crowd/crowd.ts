import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as v from 'valibot';
import type { ShowAddress } from '../../../shared/ids.ts';
import { CrowdReport, type CrowdOrder } from './crowd-messages.ts';

const TIMEOUT_MS = 300_000;

type Room = { readonly url: string; readonly address: ShowAddress; readonly sockets: number };

/** Many viewers without a picture, in a process of their own: what their pages would cost is not to be paid by what is measured. */
export class Crowd {
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Once all of them are in. */
  static async gather({ url, address, sockets }: Room): Promise<Crowd> {
    const crowd = new Crowd(fork(path.join(import.meta.dirname, 'crowd-process.ts'), [url, address, String(sockets)]));
    try {
      await crowd.#nextReport();
      return crowd;
    } catch (error) {
      await crowd.close();
      throw error;
    }
  }

  order(what: CrowdOrder): Promise<CrowdReport> {
    const report = this.#nextReport();
    this.#process.send(what);
    return report;
  }

  async close(): Promise<void> {
    if (!this.#process.connected) return;
    const gone = once(this.#process, 'exit');
    this.#process.disconnect();
    await gone;
  }

  async #nextReport(): Promise<CrowdReport> {
    const over = new AbortController();
    const stop = (): void => over.abort(new Error('the crowd’s process ended'));
    this.#process.once('exit', stop);
    try {
      const signal = AbortSignal.any([over.signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const [message] = (await once(this.#process, 'message', { signal })) as readonly unknown[];
      return v.parse(CrowdReport, message);
    } finally {
      this.#process.off('exit', stop);
    }
  }
}
