import * as v from 'valibot';
import { SessionId, ShowAddress, ShowId } from '../ids.ts';
import { PROTOCOL_VERSION } from './frame.ts';
import { Index, Short } from './method.ts';
import { WatchAsk } from './rtp.ts';

/** Proof that a page is the same session as before its socket broke; secret, of this page only, never in a URL. */
const Resume = v.object({ sessionId: SessionId, token: Short, seq: Index });

/**
 * The first frame of every socket. `studio` needs the owner's cookie on the upgrade request, `crew` that of a seat in this show,
 * `desk` that of a seat with a desk or the owner's; `viewer` needs nothing.
 */
export const OpenParams = v.variant('as', [
  v.object({
    as: v.literal('viewer'),
    version: v.literal(PROTOCOL_VERSION),
    address: ShowAddress,
    resume: v.nullable(Resume),
    /** Null when this browser cannot receive WebRTC, or when the page's media survived and needs no new offer. */
    watch: v.nullable(WatchAsk),
  }),
  v.object({
    as: v.literal('studio'),
    version: v.literal(PROTOCOL_VERSION),
    showId: ShowId,
    resume: v.nullable(Resume),
    /** `take-over` replaces another studio page of the same show; `ask` is refused with `session.replaced` while one is connected. */
    claim: v.picklist(['ask', 'take-over']),
  }),
  v.object({
    as: v.literal('crew'),
    version: v.literal(PROTOCOL_VERSION),
    showId: ShowId,
    /** A page without it replaces another page of the same seat: the newest tab has the person. */
    resume: v.nullable(Resume),
  }),
  v.object({
    as: v.literal('desk'),
    version: v.literal(PROTOCOL_VERSION),
    showId: ShowId,
    /** As for `crew`. The owner's place at the desk is beside that of their studio. */
    resume: v.nullable(Resume),
  }),
]);
