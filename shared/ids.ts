import * as v from 'valibot';
import { makeIdText, type Random } from './random.ts';

const idText = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,40}$/));

export const AccountId = v.pipe(idText, v.brand('AccountId'));
export const ChannelId = v.pipe(idText, v.brand('ChannelId'));
export const ShowId = v.pipe(idText, v.brand('ShowId'));
export const ParticipantId = v.pipe(idText, v.brand('ParticipantId'));
export const InviteId = v.pipe(idText, v.brand('InviteId'));
export const MessageId = v.pipe(idText, v.brand('MessageId'));
export const EditId = v.pipe(idText, v.brand('EditId'));
export const SessionId = v.pipe(idText, v.brand('SessionId'));
/** Who sells a product in a show beside its channel: the link that they came by. Two who came by the same one sell together. */
export const SellerId = v.pipe(idText, v.brand('SellerId'));
export const ItemId = v.pipe(idText, v.brand('ItemId'));
export const CalloutId = v.pipe(idText, v.brand('CalloutId'));
export const HoldId = v.pipe(idText, v.brand('HoldId'));
export const FlashId = v.pipe(idText, v.brand('FlashId'));
export const GiveawayId = v.pipe(idText, v.brand('GiveawayId'));
/** Somebody who buys, by a cookie of their browser that the server signed. */
export const BuyerId = v.pipe(idText, v.brand('BuyerId'));
/** A browser that watches a show, as only this show knows it. */
export const VisitorId = v.pipe(idText, v.brand('VisitorId'));
/** Somebody who writes in a show's chat, as everybody may know them: new in each show, and it leads to nobody. */
export const ChatMark = v.pipe(v.string(), v.regex(/^[2-9A-HJ-NP-Z]{5}$/), v.brand('ChatMark'));
export const PictureId = v.pipe(idText, v.brand('PictureId'));
export const ProductId = v.pipe(idText, v.brand('ProductId'));
export const VariantId = v.pipe(idText, v.brand('VariantId'));
export const ShelfSetId = v.pipe(idText, v.brand('ShelfSetId'));
export const SceneId = v.pipe(idText, v.brand('SceneId'));
export const LayerId = v.pipe(idText, v.brand('LayerId'));
/** Longer than the others: the id of a guest's camera contains the guest's own (`scene/crew-source.ts`). */
export const SourceId = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/), v.brand('SourceId'));
export const AssetId = v.pipe(idText, v.brand('AssetId'));
/** mediasoup's own ids are UUIDs. */
export const TransportId = v.pipe(idText, v.brand('TransportId'));
export const ProducerId = v.pipe(idText, v.brand('ProducerId'));
export const ConsumerId = v.pipe(idText, v.brand('ConsumerId'));

export type AccountId = v.InferOutput<typeof AccountId>;
export type ChannelId = v.InferOutput<typeof ChannelId>;
export type ShowId = v.InferOutput<typeof ShowId>;
export type ParticipantId = v.InferOutput<typeof ParticipantId>;
export type InviteId = v.InferOutput<typeof InviteId>;
export type MessageId = v.InferOutput<typeof MessageId>;
export type EditId = v.InferOutput<typeof EditId>;
export type SessionId = v.InferOutput<typeof SessionId>;
export type SellerId = v.InferOutput<typeof SellerId>;
export type ItemId = v.InferOutput<typeof ItemId>;
export type CalloutId = v.InferOutput<typeof CalloutId>;
export type HoldId = v.InferOutput<typeof HoldId>;
export type FlashId = v.InferOutput<typeof FlashId>;
export type GiveawayId = v.InferOutput<typeof GiveawayId>;
/** What is drawn, and has a receipt. */
export type DrawId = FlashId | GiveawayId;
export type BuyerId = v.InferOutput<typeof BuyerId>;
export type VisitorId = v.InferOutput<typeof VisitorId>;
export type ChatMark = v.InferOutput<typeof ChatMark>;
export type PictureId = v.InferOutput<typeof PictureId>;
export type ProductId = v.InferOutput<typeof ProductId>;
export type VariantId = v.InferOutput<typeof VariantId>;
export type ShelfSetId = v.InferOutput<typeof ShelfSetId>;
export type SceneId = v.InferOutput<typeof SceneId>;
export type LayerId = v.InferOutput<typeof LayerId>;
export type SourceId = v.InferOutput<typeof SourceId>;
export type AssetId = v.InferOutput<typeof AssetId>;
export type TransportId = v.InferOutput<typeof TransportId>;
export type ProducerId = v.InferOutput<typeof ProducerId>;
export type ConsumerId = v.InferOutput<typeof ConsumerId>;

type IdSchema<Id extends string> = v.GenericSchema<string, Id>;

/** A new id of the given kind: `makeId(LayerId, random)`. */
export const makeId = <Id extends string>(schema: IdSchema<Id>, random: Random): Id =>
  v.parse(schema, makeIdText(random));

/**
 * The address of a show: the last part of its watch page's URL. Lower case, so that a spoken address has one spelling.
 * Letters of any script are allowed; the server normalizes (NFKC, lower case) before it stores.
 */
export const ShowAddress = v.pipe(
  v.string(),
  v.minLength(2),
  v.maxLength(60),
  v.regex(/^[\p{Ll}\p{Lo}\p{Lm}\p{Nd}]+(?:-[\p{Ll}\p{Lo}\p{Lm}\p{Nd}]+)*$/u),
  v.brand('ShowAddress'),
);
export type ShowAddress = v.InferOutput<typeof ShowAddress>;
