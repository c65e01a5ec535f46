import * as v from 'valibot';
import { AppError, isErrorCode } from '../../shared/errors.ts';
import type { FlashId, PictureId, ShowId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import {
  catalogImportPath,
  catalogPreviewPath,
  ImportCounts,
  ImportPreview,
  type PlanToken,
} from '../../shared/protocol/catalog.ts';
import {
  ENDPOINTS,
  HttpFailure,
  pictureUploadPath,
  PictureUploaded,
  receiptPath,
  UPLINK_PATH,
  type EndpointBody,
  type EndpointName,
  type EndpointResult,
} from '../../shared/protocol/http.ts';
import { DrawReceipt } from '../../shared/show/receipt.ts';

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * The server's HTTP endpoints. Calls reject with the server's code (and its Refusal as the cause where a field is meant),
 * `net.unreachable` when no answer came, `server.internal` for an answer of the wrong shape, or the signal's reason.
 */
export type HttpClient = {
  callEndpoint<Name extends EndpointName>(
    name: Name,
    body: EndpointBody<Name>,
    signal: AbortSignal,
  ): Promise<EndpointResult<Name>>;
  /** Stores a picture for a product of this show. */
  uploadPicture(showId: ShowId, picture: Blob, signal: AbortSignal): Promise<PictureId>;
  /** What an import of a shop's table would do; `currency` is of prices that name none. */
  previewTable(file: Blob, currency: Currency, signal: AbortSignal): Promise<ImportPreview>;
  /** Does what the preview of `plan` said. */
  importTable(file: Blob, currency: Currency, plan: PlanToken, signal: AbortSignal): Promise<ImportCounts>;
  /** What came of a flash sale's draw. */
  readReceipt(showId: ShowId, flashId: FlashId, signal: AbortSignal): Promise<DrawReceipt>;
  /** Sends bytes that nobody keeps; resolves when the server has them all. */
  loadUplink(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void>;
};

export const makeHttpClient = (send: Fetch): HttpClient => ({
  callEndpoint: async (name, body, signal) => {
    const { method, path, result } = ENDPOINTS[name];
    const request: RequestInit =
      method === 'GET'
        ? { method, signal }
        : { method, signal, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await ask(send, path, request);
    return readAs(result, answer);
  },
  uploadPicture: async (showId, picture, signal) => {
    const answer = await ask(send, pictureUploadPath(showId), upload(picture, signal));
    return readAs(PictureUploaded, answer).pictureId;
  },
  previewTable: async (file, currency, signal) =>
    readAs(ImportPreview, await ask(send, catalogPreviewPath(currency), upload(file, signal))),
  importTable: async (file, currency, plan, signal) =>
    readAs(ImportCounts, await ask(send, catalogImportPath(currency, plan), upload(file, signal))),
  readReceipt: async (showId, flashId, signal) =>
    readAs(DrawReceipt, await ask(send, receiptPath(showId, flashId), { method: 'GET', signal })),
  loadUplink: async (bytes, signal) => {
    const headers = { 'content-type': 'application/octet-stream' };
    await ask(send, UPLINK_PATH, { method: 'POST', signal, body: bytes, headers });
  },
});

const upload = (body: Blob, signal: AbortSignal): RequestInit => ({
  method: 'POST',
  signal,
  body,
  headers: { 'content-type': body.type || 'application/octet-stream' },
});

/** This page's own `fetch`, looked up at the call: nothing happens at import. */
const pageFetch: Fetch = (url, init) => fetch(url, init);

export const callEndpoint: HttpClient['callEndpoint'] = (name, body, signal) =>
  makeHttpClient(pageFetch).callEndpoint(name, body, signal);

export const uploadPicture: HttpClient['uploadPicture'] = (showId, picture, signal) =>
  makeHttpClient(pageFetch).uploadPicture(showId, picture, signal);

export const previewTable: HttpClient['previewTable'] = (file, currency, signal) =>
  makeHttpClient(pageFetch).previewTable(file, currency, signal);

export const importTable: HttpClient['importTable'] = (file, currency, plan, signal) =>
  makeHttpClient(pageFetch).importTable(file, currency, plan, signal);

export const readReceipt: HttpClient['readReceipt'] = (showId, flashId, signal) =>
  makeHttpClient(pageFetch).readReceipt(showId, flashId, signal);

export const loadUplink: HttpClient['loadUplink'] = (bytes, signal) =>
  makeHttpClient(pageFetch).loadUplink(bytes, signal);

const ask = async (send: Fetch, path: string, request: RequestInit): Promise<unknown> => {
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

const readAs = <Schema extends v.GenericSchema>(schema: Schema, answer: unknown): v.InferOutput<Schema> => {
  const parsed = v.safeParse(schema, answer);
  if (!parsed.success) throw new AppError('server.internal', v.flatten(parsed.issues));
  return parsed.output;
};
