import * as v from 'valibot';
import { ItemId, MessageId, ParticipantId, SellerId } from '../ids.ts';
import { HOST_ID } from './actor.ts';
import { AtMs } from './at-ms.ts';
import { FlashPlan } from './flash-planned.ts';
import { ModerationState } from './moderation.ts';
import { NO_MODERATION } from './no-moderation.ts';
import { MAX_ON_STAGE, MAX_PARTICIPANTS, Participant } from './participant.ts';
import { Production } from './production-state.ts';
import { MAX_STOCK_CORRECTIONS, StockCorrection } from './stock.ts';

/** What a person says: one paragraph of plain text. */
export const MessageText = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500));

/** A line of the backstage talk. The name is the one that was said under: people leave, and their words stay. */
export const TalkMessage = v.object({
  id: MessageId,
  participantId: ParticipantId,
  name: v.string(),
  text: MessageText,
  atMs: AtMs,
});
export type TalkMessage = v.InferOutput<typeof TalkMessage>;

/** Older lines are forgotten by the state; the log keeps them. */
export const MAX_TALK_MESSAGES = 200;

/** What a seller has asked last: to explain a product of theirs. A refusal stays until they ask again. */
export const SellerAsk = v.object({
  sellerId: SellerId,
  name: v.string(),
  itemId: ItemId,
  atMs: AtMs,
  state: v.picklist(['open', 'declined']),
});
export type SellerAsk = v.InferOutput<typeof SellerAsk>;

/** What only the people in the studio know of a show. Viewers' pages never receive it. */
export const CrewState = v.object({
  participants: v.record(ParticipantId, Participant),
  /** In the order of their arrival. */
  participantIds: v.pipe(v.array(ParticipantId), v.maxLength(MAX_PARTICIPANTS)),
  /** Who is on stage, in the order of the slots that they fill. */
  stageIds: v.pipe(v.array(ParticipantId), v.maxLength(MAX_ON_STAGE)),
  /** Whose shared screens are on air. */
  screenIds: v.array(ParticipantId),
  /** Who has the large slot; null leaves it to the order. */
  spotlightId: v.nullable(ParticipantId),
  /** Who has been told "you are next"; null for nobody. */
  cuedId: v.nullable(ParticipantId),
  /** The program as all who work on it share it; null until a page has brought its document. */
  production: v.optional(v.nullable(Production), null),
  /** One a seller, the oldest first. */
  asks: v.optional(v.array(SellerAsk), []),
  /** Newest last. */
  talk: v.pipe(v.array(TalkMessage), v.maxLength(MAX_TALK_MESSAGES)),
  /** What waits in the public chat, and who may not write there. */
  moderation: v.optional(ModerationState, NO_MODERATION),
  /** One a product. */
  flashPlans: v.optional(v.array(FlashPlan), []),
  /** Newest last. */
  corrections: v.optional(v.pipe(v.array(StockCorrection), v.maxLength(MAX_STOCK_CORRECTIONS)), []),
});
export type CrewState = v.InferOutput<typeof CrewState>;

/** The person of this id, or null: they never came, or have left. */
export const participantOf = (crew: CrewState, participantId: ParticipantId): Participant | null =>
  Object.hasOwn(crew.participants, participantId) ? (crew.participants[participantId] ?? null) : null;

/** In the order of their arrival. */
export const participantsOf = (crew: CrewState): readonly Participant[] =>
  crew.participantIds.flatMap((id) => participantOf(crew, id) ?? []);

/** Whose page makes the program: the host's, until it is handed over. */
export const makerOf = (crew: CrewState): ParticipantId => crew.production?.makerId ?? HOST_ID;
