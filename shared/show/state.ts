import * as v from 'valibot';
import { Count } from './count.ts';
import { FractionRect } from '../geometry.ts';
import { CalloutId, ChannelId, ItemId, ShowAddress, ShowId } from '../ids.ts';
import { visibleText } from '../visible-text.ts';
import { AtMs } from './at-ms.ts';
import { ChatState, EMPTY_CHAT } from './chat.ts';
import type { Chatters } from './chatters.ts';
import type { Ledger } from './ledger.ts';
import type { Numbers } from './numbers.ts';
import type { CrewState } from './crew.ts';
import { FlashSale } from './flash.ts';
import { Giveaway } from './giveaway.ts';
import { ShelfItem } from './item.ts';
import { NO_PLAN, ShowPlan } from './plan.ts';

/** A title as it is asked for; what a log has is read as it was accepted. */
export const ShowTitle = visibleText(120);

/**
 * draft → live ⇄ interrupted → ended; ended → live again only within two hours.
 * `interrupted`: the host's media is lost; the room, the shelf and the watch page go on.
 */
export const ShowLife = v.variant('phase', [
  v.object({ phase: v.literal('draft') }),
  v.object({ phase: v.literal('live'), startedAtMs: AtMs }),
  v.object({ phase: v.literal('interrupted'), startedAtMs: AtMs, interruptedAtMs: AtMs }),
  v.object({ phase: v.literal('ended'), startedAtMs: AtMs, endedAtMs: AtMs }),
]);
export type ShowLife = v.InferOutput<typeof ShowLife>;
export type ShowPhase = ShowLife['phase'];

export const HitAreaRecord = v.object({ itemId: ItemId, rect: FractionRect });

/**
 * What the program's picture shows from one frame on: which callout, and where products can be clicked.
 * `captureAtMs` is the *studio's* wall clock at that frame, the clock that `abs-capture-time` carries, so a viewer
 * compares it with the frame on its screen and needs no clock synchronization.
 */
export const ProgramMark = v.object({
  captureAtMs: AtMs,
  calloutId: v.nullable(CalloutId),
  areas: v.pipe(v.array(HitAreaRecord), v.maxLength(20)),
});
export type ProgramMark = v.InferOutput<typeof ProgramMark>;

export const OpenCallout = v.object({ id: CalloutId, itemId: ItemId, openedAtMs: AtMs });
export type OpenCallout = v.InferOutput<typeof OpenCallout>;

/** What viewers know of a show. */
const PUBLIC = {
  id: ShowId,
  channelId: ChannelId,
  title: v.string(),
  address: ShowAddress,
  createdAtMs: AtMs,
  plan: v.optional(ShowPlan, NO_PLAN),
  life: ShowLife,
  /** When it went live for the first time; null before. It may be ended and go on. */
  firstStartedAtMs: v.optional(v.nullable(AtMs), null),
  items: v.record(ItemId, ShelfItem),
  itemIds: v.array(ItemId),
  callout: v.nullable(OpenCallout),
  /** The newest mark; null before the first. Cleared when the program is off air. */
  mark: v.nullable(ProgramMark),
  /** The flash sale that is announced or open, or was the last; null before the first. */
  flash: v.optional(v.nullable(FlashSale), null),
  /** The giveaway that runs, or was the last; null before the first. */
  giveaway: v.optional(v.nullable(Giveaway), null),
  /** What viewers and the staff write to each other. */
  chat: v.optional(ChatState, EMPTY_CHAT),
  /** Seq of the last applied event; 0 before `show.created`. */
  seq: Count,
};

/** A show as viewers' pages have it. */
export const PublicShow = v.object({
  ...PUBLIC,
  crew: v.null(),
  ledger: v.null(),
  chatters: v.null(),
  numbers: v.null(),
});
export type PublicShow = v.InferOutput<typeof PublicShow>;

type Private = 'crew' | 'ledger' | 'chatters' | 'numbers';

/** The whole of a show that its events add up to. `apply` is the only way that it changes, on the server and in every page. */
export type ShowState = Omit<PublicShow, Private> & {
  /** What the people in the studio know; null on viewers' pages. */
  crew: CrewState | null;
  /** What was sold; null on every page, because it names buyers. */
  ledger: Ledger | null;
  /** Who writes in the chat; null on every page, because it names buyers. */
  chatters: Chatters | null;
  /** What the audience did; null on every page. */
  numbers: Numbers | null;
};
