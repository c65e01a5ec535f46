import * as v from 'valibot';
import { CalloutId, HoldId, ItemId, MessageId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { ChatName, ChatText } from '../show/chat.ts';
import { IntentKey, Quantity } from '../show/hold.ts';
import { QuestionText } from '../show/questions.ts';
import { HoldVerdict } from './holds.ts';
import { ALL, Index, Nothing, Short, VIEWER, type Method } from './method.ts';
import { OpenParams, ViewerOpened } from './opening.ts';
import { ReactionTaps } from './reactions.ts';
import { IceParameters, WatchAsk, WatchOffer } from './rtp.ts';

const seconds = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e9));
/** 1e6 ms: clocks that are hours apart are allowed, nonsense is not. */
const latencyMs = v.pipe(v.number(), v.finite(), v.minValue(-1e6), v.maxValue(1e6));

const PlaybackReport = v.object({
  /** Glass-to-glass over the last window, from capture times; null where the browser does not tell. */
  latencyP50Ms: v.nullable(latencyMs),
  latencyP95Ms: v.nullable(latencyMs),
  framesPerSecond: seconds,
  freezes: Index,
  packetsLost: seconds,
});
export type PlaybackReport = v.InferOutput<typeof PlaybackReport>;

/** Something that a person noticed of a product: its card in the picture or on the shelf was on the screen, or was pressed. */
const Notice = v.object({
  kind: v.picklist(['seen', 'pressed']),
  itemId: ItemId,
  /** While it was explained; null else. */
  calloutId: v.nullable(CalloutId),
});
export type Notice = v.InferOutput<typeof Notice>;

/** A page that has more tells the rest later. */
export const MAX_NOTICES = 50;

const Written = v.object({ messageId: MessageId, state: v.picklist(['shown', 'held']) });

/** What a viewer's page may call. The page loads this table, and none of the others. */
export const VIEWER_METHODS = {
  'session.open': { params: OpenParams, result: ViewerOpened, callers: ALL },
  'clock.ping': { params: Nothing, result: v.object({ serverAtMs: v.number() }), callers: ALL },

  'media.restartIce': {
    params: v.object({ transportId: Short }),
    result: v.object({ iceParameters: IceParameters }),
    callers: ALL,
  },
  /** Asks for a new offer of the program; the old transport of this viewer is closed. `media.unavailable` when nothing is on air: an offer then comes by itself as a `watch.offered` tick. */
  'media.watch': { params: WatchAsk, result: v.object({ watch: WatchOffer }), callers: VIEWER },

  /** What came of the wish: a hold, a place in the line, or the reason for neither. Asked again, the same. `buyer.unknown`. */
  'hold.request': {
    params: v.object({
      intent: IntentKey,
      itemId: ItemId,
      quantity: Quantity,
      seen: v.object({ priceMinor: PriceMinor, currency: Currency }),
    }),
    result: HoldVerdict,
    callers: VIEWER,
  },
  /** Once, and while nobody waits: `hold.contended`, `hold.not-open`. */
  'hold.extend': { params: v.object({ holdId: HoldId }), result: Nothing, callers: VIEWER },
  /** Where it is paid, on the page of the provider. `hold.not-open`. */
  'hold.startCheckout': {
    params: v.object({ holdId: HoldId }),
    result: v.object({ url: Short }),
    callers: VIEWER,
  },
  'hold.cancel': { params: v.object({ holdId: HoldId }), result: Nothing, callers: VIEWER },
  /** `held`: it waits for the staff. Shown, it comes as an event too. `chat.*`, `buyer.unknown`. */
  'chat.write': {
    params: v.object({ name: ChatName, text: ChatText, replyToId: v.nullable(MessageId) }),
    result: Written,
    callers: VIEWER,
  },
  /** The same for a question. `question.too-many`. */
  'question.ask': { params: v.object({ name: ChatName, text: QuestionText }), result: Written, callers: VIEWER },
  /** Wants to know it too; again, nothing changes. `question.not-open`. */
  'question.vote': { params: v.object({ messageId: MessageId }), result: Nothing, callers: VIEWER },
  /** One’s own message. */
  'chat.takeBack': { params: v.object({ messageId: MessageId }), result: Nothing, callers: VIEWER },

  /** For the numbers of the show. What cannot be is left out; each counts once a page. */
  'viewer.notice': {
    params: v.object({ notices: v.pipe(v.array(Notice), v.maxLength(MAX_NOTICES)) }),
    result: Nothing,
    callers: VIEWER,
  },
  /** Reactions since the last ones, added up. `request.too-many` for more than anybody taps. */
  'reaction.tap': { params: ReactionTaps, result: Nothing, callers: VIEWER },

  'viewer.report': { params: PlaybackReport, result: Nothing, callers: VIEWER },
} as const satisfies Record<string, Method>;
