import * as v from 'valibot';
import { ParticipantId, SessionId, ShowAddress, ShowId } from '../ids.ts';
import { StudioRole } from '../show/actor.ts';
import { AtMs } from '../show/at-ms.ts';
import { PublicShow, type ShowState } from '../show/state.ts';
import { PROTOCOL_VERSION } from './frame.ts';
import { Index, Short } from './method.ts';
import { WatchAsk, WatchOffer } from './rtp.ts';

export const ChannelCard = v.object({ name: v.string(), handle: v.string() });
export type ChannelCard = v.InferOutput<typeof ChannelCard>;

/** Proof that a page is the same session as before its socket broke; secret, of this page only, never in a URL. */
const Resume = v.object({ sessionId: SessionId, token: Short, seq: Index });

/**
 * The first frame of every socket. `studio` needs the owner's cookie on the upgrade request, `crew` that of a seat in this show;
 * `viewer` needs nothing.
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
]);

const OPENED = {
  sessionId: SessionId,
  resumeToken: v.string(),
  /** `resumed`: this session's transports and consumers are still there. `fresh`: anything older is gone. */
  session: v.picklist(['fresh', 'resumed']),
  serverAtMs: AtMs,
  channel: ChannelCard,
  /** Whose page this is; null for a viewer's. */
  self: v.nullable(v.object({ participantId: ParticipantId, role: StudioRole })),
  watchers: Index,
  /** The program, when it is on air and was asked for. */
  watch: v.nullable(WatchOffer),
  /** The wall clock of the page that makes the program minus the server's, when known: turns capture times into server time. */
  hostClockOffsetMs: v.nullable(v.number()),
};

/** `show`: the whole of what a viewer may know on a fresh session or when the gap is too long; null when the missed events follow. */
export const ViewerOpened = v.object({ ...OPENED, show: v.nullable(PublicShow) });

/** The same as the people in the studio are told it. */
export type Opened = Omit<v.InferOutput<typeof ViewerOpened>, 'show'> & { show: ShowState | null };
