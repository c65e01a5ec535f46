import * as v from 'valibot';
import { ParticipantId, SessionId } from '../ids.ts';
import { StudioRole } from '../show/actor.ts';
import { AtMs } from '../show/at-ms.ts';
import { PublicShow, type ShowState } from '../show/state.ts';
import { Index } from './method.ts';
import { WatchOffer } from './rtp.ts';

export const ChannelCard = v.object({ name: v.string(), handle: v.string() });
export type ChannelCard = v.InferOutput<typeof ChannelCard>;

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
