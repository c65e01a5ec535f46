import * as v from 'valibot';
import { AppError, isErrorCode } from '../../shared/errors.ts';
import type { CallOf, EndpointTable } from '../../shared/protocol/endpoint.ts';
import { HttpFailure } from '../../shared/protocol/http-failure.ts';

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** This page's own `fetch`, looked up at the call: nothing happens at import. */
export const pageFetch: Fetch = (url, init) => fetch(url, init);

/** The JSON of an answer. Rejects with the server's code, `net.unreachable`, or the reason of the request's signal. */
export const ask = async (send: Fetch, path: string, request: RequestInit): Promise<unknown> => {
  const response = await reach(send, path, request);
  const answer = await readJson(response, request.signal);
  if (response.ok) return answer;
  const failure = v.safeParse(HttpFailure, answer);
  if (!failure.success || !isErrorCode(failure.output.code)) throw new AppError('server.internal', response.status);
  const { code, field } = failure.output;
  throw new AppError(code, field === undefined ? undefined : { code, field });
};

/** `fetch` rejects with a TypeError when no answer came, and with the signal's reason when it was aborted. */
const reach = async (send: Fetch, path: string, request: RequestInit): Promise<Response> => {
  try {
    return await send(path, request);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw new AppError('net.unreachable', error);
  }
};

/** Null for a body that is no JSON: a proxy's error page, or an answer that broke off. */
const readJson = async (response: Response, signal: AbortSignal | null | undefined): Promise<unknown> => {
  try {
    return await response.json();
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof SyntaxError) return null;
    throw new AppError('net.unreachable', error);
  }
};

/** Rejects with `server.internal` for an answer of another shape. */
export const readAs = <Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> => {
  const parsed = v.safeParse(schema, answer);
  if (!parsed.success) throw new AppError('server.internal', v.flatten(parsed.issues));
  return parsed.output;
};

/** Rejects as `ask` and `readAs` do. */
export const callOf =
  <Table extends EndpointTable<keyof Table>>(send: Fetch, table: Table): CallOf<Table> =>
  async (name, body, signal) => {
    const { method, path, result } = table[name];
    const request: RequestInit =
      method === 'GET'
        ? { method, signal }
        : { method, signal, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    return readAs(result, await ask(send, path, request));
  };
