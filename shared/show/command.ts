import * as v from 'valibot';
import {
  CalloutId,
  ChannelId,
  ChatMark,
  EditId,
  FlashId,
  GiveawayId,
  HoldId,
  InviteId,
  ItemId,
  MessageId,
  ParticipantId,
  SceneId,
  SellerId,
  ShowAddress,
  ShowId,
} from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { SceneDocument, TransitionChoice } from '../scene/document.ts';
import { SceneEdit } from '../scene/shared-edit.ts';
import { StudioRole } from './actor.ts';
import { StaffTone } from './chat-message.ts';
import { ChatName, ChatText, SlowSeconds } from './chat.ts';
import { MessageText } from './crew.ts';
import { FlashTerms, WindowMs } from './flash-terms.ts';
import { GiveawayTerms } from './giveaway-terms.ts';
import { IntentKey, Money, PaymentId, PayKind, Quantity, SessionName } from './hold.ts';
import { FirstVisibility, ItemFacts } from './item.ts';
import { QuestionText } from './questions.ts';
import { HeldWords } from './moderation.ts';
import { NO_PLAN, ShowPlan } from './plan.ts';
import { Explaining, FaderDb, MediaSwitches, Participant, PersonName, PersonQuality } from './participant.ts';
import { SetItem } from './shelf-set.ts';
import { StockChange, StockNote, StockReason } from './stock.ts';
import { AudienceCount } from './numbers.ts';
import { Standing } from './chat-standing.ts';
import { ProgramMark, ShowTitle } from './state.ts';

/** What someone asks of a show, in the imperative. `decide` answers with events or a refusal. */
export const ShowCommand = v.variant('type', [
  v.object({
    type: v.literal('show.create'),
    id: ShowId,
    channelId: ChannelId,
    title: ShowTitle,
    address: ShowAddress,
    plan: v.optional(ShowPlan, NO_PLAN),
  }),
  v.object({ type: v.literal('show.rename'), title: ShowTitle }),
  v.object({ type: v.literal('show.plan'), plan: ShowPlan }),
  v.object({ type: v.literal('show.start') }),
  v.object({ type: v.literal('show.interrupt') }),
  v.object({ type: v.literal('show.resume') }),
  v.object({ type: v.literal('show.end') }),
  v.object({ type: v.literal('shelf.add'), facts: ItemFacts, visibility: FirstVisibility }),
  /** Several, behind what is there. All of them, or none. */
  v.object({ type: v.literal('shelf.addAll'), items: v.array(SetItem) }),
  v.object({ type: v.literal('shelf.change'), itemId: ItemId, facts: ItemFacts }),
  v.object({ type: v.literal('shelf.move'), itemId: ItemId, toIndex: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ type: v.literal('shelf.remove'), itemId: ItemId }),
  v.object({ type: v.literal('shelf.list'), itemId: ItemId }),
  /** Off the shelf of viewers: hidden before the show begins, delisted from then on. */
  v.object({ type: v.literal('shelf.unlist'), itemId: ItemId }),
  v.object({
    type: v.literal('stock.correct'),
    itemId: ItemId,
    change: StockChange,
    reason: StockReason,
    note: StockNote,
  }),
  v.object({ type: v.literal('callout.open'), itemId: ItemId }),
  v.object({ type: v.literal('callout.close'), calloutId: CalloutId }),
  /** A seller wants to explain a product of theirs. */
  v.object({ type: v.literal('seller.ask'), itemId: ItemId }),
  /** They do not want to any more. */
  v.object({ type: v.literal('seller.drop') }),
  /** What those in charge say to it. `itemId`: what they were asked about. */
  v.object({
    type: v.literal('seller.answer'),
    sellerId: SellerId,
    itemId: ItemId,
    answer: v.picklist(['approved', 'declined']),
  }),
  /** Their link is worthless: what they sell is offered no more. */
  v.object({ type: v.literal('seller.close'), sellerId: SellerId }),
  v.object({
    type: v.literal('hold.request'),
    intent: IntentKey,
    itemId: ItemId,
    quantity: Quantity,
    /** The price of one unit that the buyer saw. */
    seen: v.object({ priceMinor: PriceMinor, currency: Currency }),
  }),
  v.object({ type: v.literal('hold.extend'), holdId: HoldId }),
  v.object({ type: v.literal('hold.cancel'), holdId: HoldId }),
  v.object({ type: v.literal('hold.startCheckout'), holdId: HoldId, payKind: PayKind }),
  /** The provider has made a checkout for it, of this name. */
  v.object({ type: v.literal('hold.nameCheckout'), holdId: HoldId, sessionName: SessionName }),
  /** The staff takes it back, or out of the line. */
  v.object({ type: v.literal('hold.withdraw'), holdId: HoldId }),
  /** Whatever has run out by now. */
  v.object({ type: v.literal('hold.expire') }),
  /** A provider says that a payment came, or was given back. */
  v.object({ type: v.literal('order.pay'), holdId: HoldId, paymentId: PaymentId, paid: Money }),
  v.object({ type: v.literal('order.refund'), holdId: HoldId, paymentId: PaymentId }),
  /** The staff knows that it was sold in a shop that tells us nothing. */
  v.object({ type: v.literal('order.settle'), holdId: HoldId }),
  v.object({ type: v.literal('flash.start'), terms: FlashTerms, windowMs: WindowMs }),
  /** Thought out, for later. */
  v.object({ type: v.literal('flash.plan'), terms: FlashTerms }),
  v.object({ type: v.literal('flash.unplan'), itemId: ItemId }),
  v.object({ type: v.literal('flash.cancel'), flashId: FlashId }),
  v.object({ type: v.literal('flash.close'), flashId: FlashId }),
  /** Whatever is due by now: it opens, is drawn, closes. */
  v.object({ type: v.literal('flash.advance') }),
  v.object({ type: v.literal('giveaway.start'), terms: GiveawayTerms }),
  v.object({ type: v.literal('giveaway.cancel'), giveawayId: GiveawayId }),
  /** A viewer enters by a tap, under a name that everybody hears if they win. */
  v.object({ type: v.literal('giveaway.enter'), giveawayId: GiveawayId, intent: IntentKey, name: ChatName }),
  /** Whatever is due by now: how many are in it, and its draw. */
  v.object({ type: v.literal('giveaway.advance') }),
  v.object({ type: v.literal('program.mark'), mark: ProgramMark }),
  /** Somebody has proven their place, for the first time or again. */
  v.object({
    type: v.literal('people.join'),
    participantId: ParticipantId,
    role: StudioRole,
    name: PersonName,
    inviteId: v.nullable(InviteId),
    explaining: v.optional(Explaining, 'at-once'),
  }),
  v.object({ type: v.literal('people.lose'), participantId: ParticipantId }),
  v.object({
    type: v.literal('people.leave'),
    participantId: ParticipantId,
    /** `moved`: they came in by another link in the same browser. */
    reason: v.picklist(['left', 'moved', 'silent', 'revoked']),
  }),
  v.object({ type: v.literal('people.remove'), participantId: ParticipantId }),
  v.object({ type: v.literal('people.rename'), name: PersonName }),
  v.object({ type: v.literal('people.switch'), switches: MediaSwitches }),
  v.object({ type: v.literal('people.mute'), participantId: ParticipantId }),
  v.object({
    type: v.literal('people.setPicture'),
    participantId: ParticipantId,
    picture: Participant.entries.picture,
  }),
  v.object({ type: v.literal('people.setFader'), participantId: ParticipantId, faderDb: FaderDb }),
  v.object({ type: v.literal('people.setQuality'), participantId: ParticipantId, quality: PersonQuality }),
  v.object({ type: v.literal('stage.enter'), participantId: ParticipantId }),
  v.object({ type: v.literal('stage.leave'), participantId: ParticipantId }),
  v.object({
    type: v.literal('stage.move'),
    participantId: ParticipantId,
    toIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.object({ type: v.literal('stage.spotlight'), participantId: v.nullable(ParticipantId) }),
  v.object({ type: v.literal('stage.cue'), participantId: v.nullable(ParticipantId) }),
  v.object({
    type: v.literal('stage.setScreen'),
    participantId: ParticipantId,
    screen: v.picklist(['on-air', 'off-air']),
  }),
  v.object({ type: v.literal('production.open'), document: SceneDocument, sceneId: SceneId }),
  v.object({ type: v.literal('production.edit'), editId: EditId, edit: SceneEdit }),
  v.object({ type: v.literal('production.take'), sceneId: SceneId, transition: TransitionChoice }),
  v.object({ type: v.literal('production.standBy'), standby: v.picklist(['ready', 'off']) }),
  /** They are to stand by: as soon as their page says that it is ready, in place of whoever does. */
  v.object({ type: v.literal('production.appoint'), participantId: ParticipantId }),
  v.object({ type: v.literal('production.handOver'), participantId: ParticipantId }),
  /** The program of `makerId` is lost: whoever stands by takes over. */
  v.object({ type: v.literal('production.rescue'), makerId: ParticipantId }),
  v.object({ type: v.literal('talk.post'), text: MessageText }),
  v.object({ type: v.literal('talk.remove'), messageId: MessageId }),
  /** A viewer writes in the public chat. */
  v.object({
    type: v.literal('chat.write'),
    name: ChatName,
    text: ChatText,
    replyToId: v.nullable(MessageId),
    /** What its page makes once for a giveaway that is entered by writing. */
    intent: IntentKey,
  }),
  /** Somebody of the staff does. */
  v.object({
    type: v.literal('chat.speak'),
    text: ChatText,
    replyToId: v.nullable(MessageId),
    tone: StaffTone,
  }),
  v.object({ type: v.literal('chat.remove'), messageId: MessageId }),
  v.object({ type: v.literal('chat.pin'), messageId: v.nullable(MessageId) }),
  /** Shows it in the program's picture; null takes it off. */
  v.object({ type: v.literal('chat.air'), messageId: v.nullable(MessageId) }),
  v.object({ type: v.literal('chat.slow'), seconds: SlowSeconds }),
  v.object({ type: v.literal('chat.holdWords'), words: HeldWords }),
  /** A message that waits is shown, or not. */
  v.object({ type: v.literal('chat.settle'), messageId: MessageId, verdict: v.picklist(['shown', 'refused']) }),
  v.object({ type: v.literal('question.ask'), name: ChatName, text: QuestionText }),
  v.object({ type: v.literal('question.vote'), messageId: MessageId }),
  /** It is being answered from now on; the one before has been. */
  v.object({ type: v.literal('question.answer'), messageId: MessageId }),
  v.object({ type: v.literal('question.finish') }),
  v.object({ type: v.literal('chat.restrict'), mark: ChatMark, standing: Standing }),
  v.object({ type: v.literal('audience.count'), ...AudienceCount.entries }),
]);
export type ShowCommand = v.InferOutput<typeof ShowCommand>;
export type ShowCommandType = ShowCommand['type'];
