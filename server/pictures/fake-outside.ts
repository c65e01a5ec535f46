import { once } from 'node:events';
import { AppError } from '../../shared/errors.ts';
import type { Outside, RemoteAnswer } from './outside.ts';

/** What a page of the fake Internet answers; `silent` never does. */
export type FakePage = Partial<Omit<RemoteAnswer, 'body' | 'close'>> & { readonly chunks?: Iterable<Uint8Array> };

/** An Internet of the names and pages that a test gives it, which remembers what it was asked. */
export class FakeOutside implements Outside {
  readonly names = new Map<string, readonly string[]>();
  readonly pages = new Map<string, FakePage | 'silent'>();
  /** Names that were resolved, in order. */
  readonly asked: string[] = [];
  /** Addresses of pages, and of hosts, that were dialed. */
  readonly dialed: string[] = [];
  openLines = 0;
  takenBytes = 0;

  resolve(host: string): Promise<readonly string[]> {
    this.asked.push(host);
    const addresses = this.names.get(host);
    return addresses ? Promise.resolve(addresses) : Promise.reject(new AppError('picture.unreachable'));
  }

  get(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<RemoteAnswer> {
    this.dialed.push(`${url.href} at ${addresses.join(' ')}`);
    const page = this.pages.get(url.href) ?? { status: 404 };
    if (page === 'silent') return abortOf(signal);
    const { status = 200, location = null, sizeBytes = null, chunks = [] } = page;
    this.openLines += 1;
    return Promise.resolve({
      status,
      location,
      sizeBytes,
      body: this.#count(chunks),
      close: () => (this.openLines -= 1),
    });
  }

  async *#count(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) {
      this.takenBytes += chunk.byteLength;
      yield chunk;
    }
  }
}

const abortOf = async (signal: AbortSignal): Promise<never> => {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
};
