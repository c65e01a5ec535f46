import * as v from 'valibot';
import { GiveawayId, HoldId, ItemId, MessageId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { ChatName, ChatText } from '../show/chat.ts';
import { IntentKey, Quantity } from '../show/hold.ts';
import { QuestionText } from '../show/questions.ts';
import { ALL, Index, Nothing, Short, VIEWER, type Method } from './method.ts';
import { MAX_NOTICES, Notice } from './notice.ts';
import { OpenParams } from './open-params.ts';
import { MAX_TAPS } from './reactions.ts';
import { WatchAsk } from './rtp.ts';
import { VIEWER_ANSWERS } from './viewer-answers.ts';

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

const Taps = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TAPS));
/** What one viewer has tapped since their page told of it last. */
const ReactionTaps = v.object({ heart: Taps, thumb: Taps, laugh: Taps });

/** What a viewer's page may call. */
export const VIEWER_METHODS = {
  'session.open': { ...VIEWER_ANSWERS['session.open'], params: OpenParams, callers: ALL },
  'clock.ping': { ...VIEWER_ANSWERS['clock.ping'], params: Nothing, callers: ALL },

  'media.restartIce': {
    ...VIEWER_ANSWERS['media.restartIce'],
    params: v.object({ transportId: Short }),
    callers: ALL,
  },
  /** Asks for a new offer of the program; the old transport of this viewer is closed. `media.unavailable` when nothing is on air: an offer then comes by itself as a `watch.offered` tick. */
  'media.watch': { ...VIEWER_ANSWERS['media.watch'], params: WatchAsk, callers: VIEWER },

  /** What came of the wish: a hold, a place in the line, or the reason for neither. Asked again, the same. `buyer.unknown`, `checkout.not-set-up`. */
  'hold.request': {
    ...VIEWER_ANSWERS['hold.request'],
    params: v.object({
      intent: IntentKey,
      itemId: ItemId,
      quantity: Quantity,
      seen: v.object({ priceMinor: PriceMinor, currency: Currency }),
    }),
    callers: VIEWER,
  },
  /** Once, and while nobody waits: `hold.contended`, `hold.not-open`. */
  'hold.extend': { ...VIEWER_ANSWERS['hold.extend'], params: v.object({ holdId: HoldId }), callers: VIEWER },
  /** Where it is paid: at a provider or in a shop. `hold.not-open`, `checkout.unavailable`, `checkout.not-set-up`. */
  'hold.startCheckout': {
    ...VIEWER_ANSWERS['hold.startCheckout'],
    params: v.object({ holdId: HoldId }),
    callers: VIEWER,
  },
  'hold.cancel': { ...VIEWER_ANSWERS['hold.cancel'], params: v.object({ holdId: HoldId }), callers: VIEWER },
  /** By a tap, under this name; again, nothing changes. `intent` is the ticket's. `giveaway.*`, `buyer.unknown`. */
  'giveaway.enter': {
    ...VIEWER_ANSWERS['giveaway.enter'],
    params: v.object({ giveawayId: GiveawayId, intent: IntentKey, name: ChatName }),
    callers: VIEWER,
  },
  /** `held`: it waits for the staff. Shown, it comes as an event too, and enters a giveaway whose word it has. `chat.*`, `buyer.unknown`. */
  'chat.write': {
    ...VIEWER_ANSWERS['chat.write'],
    params: v.object({ name: ChatName, text: ChatText, replyToId: v.nullable(MessageId), intent: IntentKey }),
    callers: VIEWER,
  },
  /** The same for a question. `question.too-many`. */
  'question.ask': {
    ...VIEWER_ANSWERS['question.ask'],
    params: v.object({ name: ChatName, text: QuestionText }),
    callers: VIEWER,
  },
  /** Wants to know it too; again, nothing changes. `question.not-open`. */
  'question.vote': { ...VIEWER_ANSWERS['question.vote'], params: v.object({ messageId: MessageId }), callers: VIEWER },
  /** One’s own message. */
  'chat.takeBack': { ...VIEWER_ANSWERS['chat.takeBack'], params: v.object({ messageId: MessageId }), callers: VIEWER },

  /** For the numbers of the show. What cannot be is left out; each counts once a page. */
  'viewer.notice': {
    ...VIEWER_ANSWERS['viewer.notice'],
    params: v.object({ notices: v.pipe(v.array(Notice), v.maxLength(MAX_NOTICES)) }),
    callers: VIEWER,
  },
  /** Reactions since the last ones, added up. `request.too-many` for more than anybody taps. */
  'reaction.tap': { ...VIEWER_ANSWERS['reaction.tap'], params: ReactionTaps, callers: VIEWER },

  'viewer.report': { ...VIEWER_ANSWERS['viewer.report'], params: PlaybackReport, callers: VIEWER },
} as const satisfies Record<string, Method>;
