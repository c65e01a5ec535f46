import type { PictureId, ShowId } from '../../shared/ids.ts';
import {
  ENDPOINTS,
  PICTURE_UPLOAD_PATH,
  pictureUploadPath,
  PictureUploaded,
  UPLINK_PATH,
} from '../../shared/protocol/http.ts';
import type { CallOf } from '../../shared/protocol/endpoint.ts';
import { thumbnailUploadPath } from '../../shared/protocol/lobby.ts';
import { ask, callOf, pageFetch, readAs, type Fetch } from './ask.ts';
import { upload } from './upload.ts';

/**
 * The server's HTTP endpoints. Calls reject with the server's code (and its Refusal as the cause where a field is meant),
 * `net.unreachable` when no answer came, `server.internal` for an answer of the wrong shape, or the signal's reason.
 */
export type HttpClient = {
  readonly callEndpoint: CallOf<typeof ENDPOINTS>;
  /** Stores a picture for a product of this show; null for one of the caller's own catalog. */
  uploadPicture(showId: ShowId | null, picture: Blob, signal: AbortSignal): Promise<PictureId>;
  /** What the program of this show looks like now, for the lobby. */
  sendThumbnail(showId: ShowId, picture: Blob, signal: AbortSignal): Promise<void>;
  /** Sends bytes that nobody keeps; resolves when the server has them all. */
  loadUplink(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void>;
};

export const makeHttpClient = (send: Fetch): HttpClient => ({
  callEndpoint: callOf(send, ENDPOINTS),
  uploadPicture: async (showId, picture, signal) => {
    const answer = await ask(send, showId ? pictureUploadPath(showId) : PICTURE_UPLOAD_PATH, upload(picture, signal));
    return readAs(PictureUploaded, answer).pictureId;
  },
  sendThumbnail: async (showId, picture, signal) => {
    await ask(send, thumbnailUploadPath(showId), upload(picture, signal));
  },
  loadUplink: async (bytes, signal) => {
    const headers = { 'content-type': 'application/octet-stream' };
    await ask(send, UPLINK_PATH, { method: 'POST', signal, body: bytes, headers });
  },
});

export const callEndpoint: HttpClient['callEndpoint'] = (name, body, signal) =>
  makeHttpClient(pageFetch).callEndpoint(name, body, signal);

export const uploadPicture: HttpClient['uploadPicture'] = (showId, picture, signal) =>
  makeHttpClient(pageFetch).uploadPicture(showId, picture, signal);

export const sendThumbnail: HttpClient['sendThumbnail'] = (showId, picture, signal) =>
  makeHttpClient(pageFetch).sendThumbnail(showId, picture, signal);

export const loadUplink: HttpClient['loadUplink'] = (bytes, signal) =>
  makeHttpClient(pageFetch).loadUplink(bytes, signal);
