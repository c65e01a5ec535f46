import * as v from 'valibot';
import { Count } from '../show/count.ts';
import { ChatSelf } from './chat-self.ts';
import { HoldCard } from '../show/hold.ts';
import { StockCount } from './holds.ts';
import { ReactionCounts } from './reactions.ts';
import { WatchOffer } from './rtp.ts';

/** Ticks that a viewer's page hears. */
export const VIEWER_TICKS = {
  /** How many people watch now; at most one a second. */
  'watchers.counted': v.object({ watchers: Count }),
  /** The program can be received: a fresh transport and its consumers, for the capabilities that this viewer told. */
  'watch.offered': WatchOffer,
  /** The program's media went away; the last frame stays, dimmed, until the next offer. */
  'watch.lost': v.object({}),
  /** This buyer's own newest holds in this show, all of them each time. */
  'holds.changed': v.object({ holds: v.array(HoldCard) }),
  /** How much is held and sold of every product that was asked for; at most four a second. */
  'stock.counted': v.object({ items: v.array(StockCount) }),
  /** Who this viewer is in the chat, once they have written. */
  'chat.self': ChatSelf,
  /** What viewers tapped since the tick before; at most four a second. */
  'reactions.counted': ReactionCounts,
  /** Null when another page makes the program from now on, and has not told its clock yet. */
  'clock.changed': v.object({ hostClockOffsetMs: v.nullable(v.number()) }),
} as const satisfies Record<string, v.GenericSchema>;
