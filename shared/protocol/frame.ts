import * as v from 'valibot';
import { isErrorCode, type ErrorCode } from '../errors.ts';
import type { ToldEvent } from '../show/event.ts';
import { LOGGED } from '../show/logged.ts';

/** Bumped when an old page and a new server (or the reverse) can no longer talk; the page then reloads itself once. */
export const PROTOCOL_VERSION = 2;

/** Larger frames are refused and the socket is closed with 1009. */
export const MAX_FRAME_BYTES = 64 * 1024;
/** The same for people in the studio once their page is open: a frame of theirs can hold a whole document. */
export const MAX_STUDIO_FRAME_BYTES = 256 * 1024;

/** The first frame must arrive within this time, or the socket is closed: an idle unauthenticated socket costs the server. */
export const FIRST_FRAME_TIMEOUT_MS = 3_000;

/** Close codes of our own; the page decides by them whether to come back. */
export const CLOSE_CODES = {
  /** Malformed frame: a bug or an attack; the page reloads at most once. */
  malformed: 4400,
  unauthorized: 4401,
  /** In the studio no more: put out, the link was withdrawn, or left. */
  removed: 4403,
  /** No first frame, or no answer to a ping. */
  silent: 4402,
  notFound: 4404,
  /** The reader was too slow and lost events: come back with the last seq. */
  slow: 4408,
  /** Another studio page of the same show took over. */
  replaced: 4409,
  tooMany: 4429,
  stopping: 4503,
} as const;

const RequestId = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Page → server. */
export const RequestFrame = v.strictObject({
  t: v.literal('request'),
  id: RequestId,
  method: v.pipe(v.string(), v.maxLength(60)),
  params: v.unknown(),
});
export type RequestFrame = v.InferOutput<typeof RequestFrame>;

const Code = v.custom<ErrorCode>(isErrorCode);

/**
 * Server → page: the answer to a request, an event of the show's log that `event` is the schema of (or several, in their order),
 * or a tick (latest-only news that is not logged).
 */
export const serverFrameOf = <Event extends v.GenericSchema<unknown, ToldEvent>>(event: Event) =>
  v.variant('t', [
    v.object({ t: v.literal('reply'), id: RequestId, result: v.unknown() }),
    v.object({ t: v.literal('failure'), id: RequestId, code: Code, field: v.optional(v.string()) }),
    v.object({ t: v.literal('event'), ...LOGGED, event }),
    v.object({ t: v.literal('events'), events: v.array(v.object({ ...LOGGED, event })) }),
    v.object({ t: v.literal('tick'), type: v.string(), data: v.unknown() }),
  ]);
