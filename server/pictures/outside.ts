import { Resolver } from 'node:dns/promises';
import { request as sendSecurely } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import { hostOf } from './remote-url.ts';

/** What another server answers to one request; a redirect is an answer. */
export type RemoteAnswer = {
  readonly status: number;
  readonly location: string | null;
  /** How long the body says that it is; null where it does not. */
  readonly sizeBytes: number | null;
  /** Throws as `get` does. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the line, whatever is still on it. */
  close(): void;
};

/** The Internet, as our server asks it. Both throw AppError `picture.unreachable`, and the reason of `signal` once it is aborted. */
export type Outside = {
  /** All addresses of a name: by the resolvers of this machine, without its hosts file. */
  resolve(host: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Asks the host of `url` over a line to one of `addresses`, which nothing resolves again. */
  get(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<RemoteAnswer>;
};

/** Another than the web's own, for tests on this machine. */
type Endpoint = { readonly port: number; readonly ca?: string };

const HTTPS_PORT = 443;
const RESOLVER = { timeout: 1_500, tries: 2 };
/** No cookie, no referrer, nothing of who asks; no compression, which would hide the size. */
const HEADERS = { accept: 'image/avif,image/webp,image/*', 'accept-encoding': 'identity', 'user-agent': 'Tally' };

export const openOutside = (endpoint: Endpoint = { port: HTTPS_PORT }): Outside => ({
  resolve: resolveHost,
  get: (url, addresses, signal) =>
    new Promise((done, fail) => {
      const host = hostOf(url);
      const request = sendSecurely({
        ...endpoint,
        host,
        servername: isIP(host) === 0 ? host : '',
        path: `${url.pathname}${url.search}`,
        headers: { ...HEADERS, host: url.host },
        lookup: pinnedTo(addresses),
        agent: false,
        signal,
      });
      const explain = (cause: unknown): unknown =>
        signal.aborted ? signal.reason : new AppError('picture.unreachable', cause);
      request.on('error', (cause) => fail(explain(cause)));
      request.once('response', (response) => {
        const length = Number(response.headers['content-length']);
        done({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? null,
          sizeBytes: Number.isSafeInteger(length) ? length : null,
          body: explained(response, explain),
          close: () => request.destroy(),
        });
      });
      request.end();
    }),
});

/** All addresses of a name. Throws as `Outside.resolve` does. */
export const resolveHost = async (host: string, signal: AbortSignal): Promise<readonly string[]> => {
  signal.throwIfAborted();
  const resolver = new Resolver(RESOLVER);
  const cancel = (): void => resolver.cancel();
  signal.addEventListener('abort', cancel);
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  signal.removeEventListener('abort', cancel);
  signal.throwIfAborted();
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  if (addresses.length > 0) return addresses;
  throw new AppError(
    'picture.unreachable',
    answers.find(({ status }) => status === 'rejected'),
  );
};

/** Gives the same addresses to whoever connects, whatever a resolver would say by now. */
export const pinnedTo = (addresses: readonly string[]): LookupFunction => {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    if (all) callback(null, [...found]);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
};

async function* explained(body: AsyncIterable<Uint8Array>, explain: (cause: unknown) => unknown) {
  try {
    yield* body;
  } catch (cause) {
    throw explain(cause);
  }
}
