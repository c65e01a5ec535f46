import * as v from 'valibot';
import { ParticipantId, type BuyerId } from '../ids.ts';

/**
 * What a person in the studio is there for. `host` owns the channel; `co-host` has the host's controls; `producer` has them
 * too and is never on air; `operator` has the shelf, the orders and the chat in hand, at the desk; `moderator` keeps the talk
 * clean; `guest` comes on stage, and so does `seller`, who sells products of their own; `camera` is a phone as a further angle.
 */
export const STUDIO_ROLES = [
  'host',
  'co-host',
  'producer',
  'operator',
  'moderator',
  'guest',
  'seller',
  'camera',
] as const;
export const StudioRole = v.picklist(STUDIO_ROLES);
export type StudioRole = v.InferOutput<typeof StudioRole>;

/** `viewer` is anybody who watches, `system` the server itself (it alone says that media or a person was lost or came back). */
export const ACTOR_ROLES = [...STUDIO_ROLES, 'viewer', 'system'] as const;
export type ActorRole = (typeof ACTOR_ROLES)[number];

/** Somebody of the studio, who acts under their place in it. */
export type StudioActor = { readonly role: StudioRole; readonly participantId: ParticipantId };
/** Who asks. */
export type Actor = StudioActor | BuyingActor | { readonly role: 'viewer' | 'system' };
/** A viewer whom the server knows by their browser. */
export type BuyingActor = { readonly role: 'viewer'; readonly buyerId: BuyerId };

/** The channel's owner has the same place in every show. */
export const HOST_ID: ParticipantId = v.parse(ParticipantId, 'host');
export const HOST: StudioActor = { role: 'host', participantId: HOST_ID };
/** The place of the owner's page at the desk, beside their studio. */
export const HOST_DESK: StudioActor = { role: 'operator', participantId: v.parse(ParticipantId, 'host-desk') };
export const SYSTEM: Actor = { role: 'system' };

/** Whose place `actor` acts from; null for those who have none. */
export const placeOf = (actor: Actor): ParticipantId | null => ('participantId' in actor ? actor.participantId : null);

/** Who buys; null for everybody else. */
export const buyerOf = (actor: Actor): BuyerId | null => ('buyerId' in actor ? actor.buyerId : null);
