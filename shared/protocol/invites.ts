import * as v from 'valibot';
import { InviteId } from '../ids.ts';
import { AtMs } from '../show/at-ms.ts';
import { Explaining, PersonName } from '../show/participant.ts';

/** The secret of a link: 256 random bits. It stands in the fragment only, and the server keeps its hash. */
export const InviteToken = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));

/** Everybody but the host comes by a link. */
export const InvitedRole = v.picklist(['co-host', 'producer', 'operator', 'moderator', 'guest', 'seller', 'camera']);
export type InvitedRole = v.InferOutput<typeof InvitedRole>;

const Uses = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(15));

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Long enough for a show that is planned a month ahead; a forgotten link does not stay open for ever. */
export const MAX_INVITE_LIFETIME_MS = 30 * DAY_MS;

/** What a host says about a new link. */
export const InviteWish = v.object({
  role: InvitedRole,
  /** Whom it is for, as the host calls them; the person's name when they give none. */
  name: PersonName,
  /** Of a seller: whether they explain when they like, or ask before. */
  explaining: v.optional(Explaining, 'at-once'),
  maxUses: Uses,
  lifetimeMs: v.pipe(v.number(), v.integer(), v.minValue(60_000), v.maxValue(MAX_INVITE_LIFETIME_MS)),
});
export type InviteWish = v.InferOutput<typeof InviteWish>;

/** A link into the studio, without its secret. */
export const Invite = v.object({
  id: InviteId,
  role: InvitedRole,
  name: v.string(),
  explaining: Explaining,
  maxUses: Uses,
  uses: v.pipe(v.number(), v.integer(), v.minValue(0)),
  createdAtMs: AtMs,
  expiresAtMs: AtMs,
  revokedAtMs: v.nullable(AtMs),
});
export type Invite = v.InferOutput<typeof Invite>;

/** Whether a link still lets somebody new in at `atMs`, or why not. */
export const inviteState = (
  { maxUses, uses, expiresAtMs, revokedAtMs }: Pick<Invite, 'maxUses' | 'uses' | 'expiresAtMs' | 'revokedAtMs'>,
  atMs: number,
): 'open' | 'revoked' | 'expired' | 'used-up' => {
  if (revokedAtMs !== null) return 'revoked';
  if (atMs >= expiresAtMs) return 'expired';
  return uses >= maxUses ? 'used-up' : 'open';
};

/** Links of one show that are kept; a host who makes more has forgotten some. */
export const MAX_INVITES = 50;
