import { AppError } from '../../shared/errors.ts';
import { MAX_PICTURE_BYTES } from '../../shared/protocol/http.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Outside, RemoteAnswer } from './outside.ts';
import type { AddressPolicy } from './public-address.ts';
import { hostOf, literalAddress, remoteUrl } from './remote-url.ts';

/** For all of one picture: names, lines, redirects and bytes. */
export const FETCH_LIMIT_MS = 5_000;
const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

type Deps = {
  readonly outside: Outside;
  readonly mayDial: AddressPolicy;
  /** A signal that aborts `FETCH_LIMIT_MS` from now. */
  readonly deadline: () => AbortSignal;
};

/** One answer, or the way to another address. */
type Step = { readonly kind: 'bytes'; readonly bytes: Buffer } | { readonly kind: 'redirect'; readonly url: URL };

/**
 * Fetches a picture that another server has, and nothing that only our server can reach: every address of every host on the
 * way is checked before a line is opened to it, and the line goes to the address that was checked.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export class RemotePictures {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * The bytes as they came, of whatever they are. `picture.bad-address`, `picture.closed-address`, `picture.unreachable`,
   * `picture.not-given`, `picture.too-large`, `picture.too-slow`. Throws the reason of `signal`.
   */
  async fetch(address: string, signal: AbortSignal): Promise<Result<Buffer>> {
    const deadline = this.#deps.deadline();
    try {
      return await this.#follow(address, AbortSignal.any([signal, deadline]));
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.aborted) return refuse('picture.too-slow');
      if (error instanceof AppError) return refuse(error.code);
      throw error;
    }
  }

  async #follow(address: string, signal: AbortSignal): Promise<Result<Buffer>> {
    let url = remoteUrl(address);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      if (!url) return refuse('picture.bad-address');
      const step: Result<Step> = await this.#ask(url, signal);
      if (!step.ok) return step;
      if (step.value.kind === 'bytes') return ok(step.value.bytes);
      url = step.value.url;
    }
    return refuse('picture.not-given');
  }

  async #ask(url: URL, signal: AbortSignal): Promise<Result<Step>> {
    const { outside, mayDial } = this.#deps;
    const host = hostOf(url);
    const literal = literalAddress(host);
    const addresses = literal === null ? await outside.resolve(host, signal) : [literal];
    if (addresses.length === 0) return refuse('picture.unreachable');
    // One that is closed is enough: whoever names both wants to know which one we take.
    if (!addresses.every(mayDial)) return refuse('picture.closed-address');
    const answer = await outside.get(url, addresses, signal);
    try {
      return await take(answer, url);
    } finally {
      answer.close();
    }
  }
}

const take = async ({ status, location, sizeBytes, body }: RemoteAnswer, url: URL): Promise<Result<Step>> => {
  if (REDIRECTS.has(status) && location !== null) {
    const next = remoteUrl(location, url);
    return next ? ok({ kind: 'redirect', url: next }) : refuse('picture.bad-address');
  }
  if (status !== 200) return refuse('picture.not-given');
  if (sizeBytes !== null && sizeBytes > MAX_PICTURE_BYTES) return refuse('picture.too-large');
  const chunks: Uint8Array[] = [];
  let takenBytes = 0;
  for await (const chunk of body) {
    takenBytes += chunk.byteLength;
    if (takenBytes > MAX_PICTURE_BYTES) return refuse('picture.too-large');
    chunks.push(chunk);
  }
  return ok({ kind: 'bytes', bytes: Buffer.concat(chunks) });
};
