import * as v from 'valibot';
import {
  BuyerId,
  CalloutId,
  ChannelId,
  EditId,
  HoldId,
  InviteId,
  ItemId,
  MessageId,
  ParticipantId,
  SceneId,
  ShowAddress,
  ShowId,
} from '../ids.ts';
import { SceneDocument, TransitionChoice } from '../scene/document.ts';
import { SceneEdit } from '../scene/shared-edit.ts';
import { StudioRole } from './actor.ts';
import { MessageText } from './crew.ts';
import { HoldRejection, HoldTerms, IntentKey, PaymentId, Quantity } from './hold.ts';
import { KeptFacts } from './item.ts';
import { FaderDb, MediaSwitches, Participant, PersonQuality } from './participant.ts';
import { AtMs } from './at-ms.ts';
import { ProgramMark } from './state.ts';

/** What pages are told: everybody's, or those of the people in the studio. */
const TOLD = [
  v.object({
    type: v.literal('show.created'),
    id: ShowId,
    channelId: ChannelId,
    title: v.string(),
    address: ShowAddress,
  }),
  v.object({ type: v.literal('show.renamed'), title: v.string() }),
  v.object({ type: v.literal('show.started') }),
  v.object({ type: v.literal('show.interrupted') }),
  v.object({ type: v.literal('show.resumed') }),
  v.object({ type: v.literal('show.ended') }),
  v.object({ type: v.literal('shelf.added'), itemId: ItemId, facts: KeptFacts }),
  v.object({ type: v.literal('shelf.changed'), itemId: ItemId, facts: KeptFacts }),
  /** `toIndex` is the item's index after the move. */
  v.object({ type: v.literal('shelf.moved'), itemId: ItemId, toIndex: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ type: v.literal('shelf.removed'), itemId: ItemId }),
  v.object({ type: v.literal('callout.opened'), calloutId: CalloutId, itemId: ItemId }),
  v.object({
    type: v.literal('callout.closed'),
    calloutId: CalloutId,
    reason: v.picklist(['stopped', 'replaced', 'removed', 'ended']),
  }),
  v.object({ type: v.literal('program.marked'), mark: ProgramMark }),
  v.object({
    type: v.literal('people.joined'),
    participantId: ParticipantId,
    role: StudioRole,
    name: v.string(),
    inviteId: v.nullable(InviteId),
  }),
  v.object({ type: v.literal('people.lost'), participantId: ParticipantId }),
  v.object({ type: v.literal('people.returned'), participantId: ParticipantId }),
  v.object({
    type: v.literal('people.left'),
    participantId: ParticipantId,
    reason: v.picklist(['left', 'moved', 'silent', 'revoked', 'removed']),
  }),
  v.object({ type: v.literal('people.renamed'), participantId: ParticipantId, name: v.string() }),
  v.object({ type: v.literal('people.switched'), participantId: ParticipantId, switches: MediaSwitches }),
  v.object({ type: v.literal('people.muted'), participantId: ParticipantId }),
  v.object({
    type: v.literal('people.pictureSet'),
    participantId: ParticipantId,
    picture: Participant.entries.picture,
  }),
  v.object({ type: v.literal('people.faderSet'), participantId: ParticipantId, faderDb: FaderDb }),
  v.object({ type: v.literal('people.qualitySet'), participantId: ParticipantId, quality: PersonQuality }),
  v.object({ type: v.literal('stage.entered'), participantId: ParticipantId }),
  v.object({ type: v.literal('stage.left'), participantId: ParticipantId }),
  /** `toIndex` is the person's index after the move. */
  v.object({
    type: v.literal('stage.moved'),
    participantId: ParticipantId,
    toIndex: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.object({ type: v.literal('stage.spotlit'), participantId: v.nullable(ParticipantId) }),
  v.object({ type: v.literal('stage.cued'), participantId: v.nullable(ParticipantId) }),
  v.object({
    type: v.literal('stage.screenSet'),
    participantId: ParticipantId,
    screen: v.picklist(['on-air', 'off-air']),
  }),
  v.object({
    type: v.literal('production.opened'),
    document: SceneDocument,
    sceneId: SceneId,
    makerId: ParticipantId,
  }),
  v.object({
    type: v.literal('production.edited'),
    participantId: ParticipantId,
    editId: EditId,
    edit: SceneEdit,
  }),
  v.object({
    type: v.literal('production.taken'),
    participantId: ParticipantId,
    sceneId: SceneId,
    transition: TransitionChoice,
  }),
  v.object({ type: v.literal('production.stoodBy'), standbyId: v.nullable(ParticipantId) }),
  v.object({ type: v.literal('production.handedOver'), makerId: ParticipantId, cause: v.picklist(['asked', 'lost']) }),
  v.object({ type: v.literal('talk.posted'), messageId: MessageId, participantId: ParticipantId, text: MessageText }),
  v.object({ type: v.literal('talk.removed'), messageId: MessageId }),
] as const;

/** Holds and orders. They name buyers, so no page is told of them as they are. */
const TILL = [
  v.object({ type: v.literal('hold.granted'), ...HoldTerms.entries, untilMs: AtMs }),
  v.object({ type: v.literal('hold.waitlisted'), ...HoldTerms.entries }),
  v.object({
    type: v.literal('hold.rejected'),
    buyerId: BuyerId,
    intent: IntentKey,
    itemId: ItemId,
    quantity: Quantity,
    reason: HoldRejection,
  }),
  /** Somebody who waited has units set aside now. */
  v.object({ type: v.literal('hold.offered'), holdId: HoldId, untilMs: AtMs }),
  v.object({ type: v.literal('hold.extended'), holdId: HoldId, untilMs: AtMs }),
  v.object({ type: v.literal('hold.checkoutStarted'), holdId: HoldId }),
  v.object({ type: v.literal('hold.expired'), holdId: HoldId }),
  v.object({ type: v.literal('hold.cancelled'), holdId: HoldId }),
  /** The show is over: nobody waits for anything any more. */
  v.object({ type: v.literal('hold.listClosed') }),
  v.object({
    type: v.literal('order.paid'),
    holdId: HoldId,
    paymentId: PaymentId,
    timing: v.picklist(['in-time', 'late']),
  }),
  /** Money came when there was nothing left for it. */
  v.object({ type: v.literal('order.refundDue'), holdId: HoldId, paymentId: PaymentId }),
  /** Another payment came for what was paid already; it is due back too. */
  v.object({ type: v.literal('order.surplusPaid'), holdId: HoldId, paymentId: PaymentId }),
  v.object({ type: v.literal('order.surplusRefunded'), holdId: HoldId, paymentId: PaymentId }),
  v.object({ type: v.literal('order.refunded'), holdId: HoldId, paymentId: PaymentId }),
] as const;

export const ToldEvent = v.variant('type', [...TOLD]);
export type ToldEvent = v.InferOutput<typeof ToldEvent>;

/**
 * What happened in a show, in the past tense; the log is the truth. `at` and `seq` are in the envelope. Its texts are what
 * commands brought: a rule for them that came later must not make a log unreadable.
 */
export const ShowEvent = v.variant('type', [...TOLD, ...TILL]);
export type ShowEvent = v.InferOutput<typeof ShowEvent>;
export type ShowEventType = ShowEvent['type'];

/** An event as stored and sent: `seq` is gap-free per show, `atMs` the server's clock. */
export const LoggedEvent = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  atMs: AtMs,
  event: ShowEvent,
});
export type LoggedEvent = v.InferOutput<typeof LoggedEvent>;

/** One that is sent. */
export const ToldLoggedEvent = v.object({ ...LoggedEvent.entries, event: ToldEvent });
export type ToldLoggedEvent = v.InferOutput<typeof ToldLoggedEvent>;
