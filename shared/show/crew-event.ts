import * as v from 'valibot';
import { ChatMark, EditId, InviteId, ItemId, MessageId, ParticipantId, SceneId, SellerId } from '../ids.ts';
import { SceneDocument, TransitionChoice } from '../scene/document.ts';
import { SceneEdit } from '../scene/shared-edit.ts';
import { StudioRole } from './actor.ts';
import { ChatMessage } from './chat-message.ts';
import { MessageText } from './crew.ts';
import { FlashPlan } from './flash-planned.ts';
import { Standing } from './chat-standing.ts';
import { Explaining, FaderDb, MediaSwitches, Participant, PersonQuality } from './participant.ts';
import { STOCK_CORRECTION } from './stock.ts';

/** What only the people in the studio are told. */
export const CREW_EVENTS = [
  v.object({
    type: v.literal('people.joined'),
    participantId: ParticipantId,
    role: StudioRole,
    name: v.string(),
    inviteId: v.nullable(InviteId),
    explaining: v.optional(Explaining, 'at-once'),
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
  v.object({ type: v.literal('production.appointed'), participantId: ParticipantId }),
  v.object({ type: v.literal('production.handedOver'), makerId: ParticipantId, cause: v.picklist(['asked', 'lost']) }),
  /** A seller wants to explain a product of theirs; it replaces what they asked before. */
  v.object({ type: v.literal('seller.asked'), sellerId: SellerId, name: v.string(), itemId: ItemId }),
  /** `dropped`: they ask no more, or there is nothing left to explain. */
  v.object({
    type: v.literal('seller.answered'),
    sellerId: SellerId,
    answer: v.picklist(['approved', 'declined', 'dropped']),
  }),
  v.object({ type: v.literal('talk.posted'), messageId: MessageId, participantId: ParticipantId, text: MessageText }),
  v.object({ type: v.literal('talk.removed'), messageId: MessageId }),
  /** It waits for somebody of the staff. Nobody else hears of it but who wrote it. */
  v.object({ type: v.literal('moderation.held'), message: ChatMessage }),
  v.object({
    type: v.literal('moderation.settled'),
    messageId: MessageId,
    mark: ChatMark,
    verdict: v.picklist(['shown', 'refused']),
  }),
  v.object({ type: v.literal('moderation.wordsSet'), words: v.array(v.string()) }),
  /** What the product's stock is, everybody is told by `shelf.changed`. */
  v.object({ type: v.literal('stock.corrected'), ...STOCK_CORRECTION }),
  v.object({ type: v.literal('sale.planned'), plan: FlashPlan }),
  v.object({ type: v.literal('sale.unplanned'), itemId: ItemId }),
  v.object({ type: v.literal('moderation.restricted'), mark: ChatMark, name: v.string(), standing: Standing }),
] as const;
