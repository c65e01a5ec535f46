import * as v from 'valibot';
import { CheckoutToken, DemoOutcome } from './checkout.ts';
import { HoldCard } from '../show/hold.ts';
import { AccountId, ChannelId, PictureId, ShowAddress, ShowId } from '../ids.ts';
import { AtMs } from '../show/at-ms.ts';
import { NO_PLAN, ShowPlan } from '../show/plan.ts';
import { ShowLife, ShowTitle } from '../show/state.ts';
import { StudioRole } from '../show/actor.ts';
import { PersonName } from '../show/participant.ts';
import type { BodyOf, ResultOf } from './endpoint.ts';
import { InviteToken } from './invites.ts';
import { visibleText } from '../visible-text.ts';
import { PushSubscription } from './push.ts';

/** A channel's name as it is asked for. */
const ChannelName = visibleText(60);
/** The owner's sign-in name and the channel's short name. */
export const Handle = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])?$/));
/** Length is what makes a password strong; 1,024 bounds the hash's work. ASVS 5.0 6.2.1. */
export const Password = v.pipe(v.string(), v.minLength(8), v.maxLength(1_024));

const Channel = v.object({ id: ChannelId, name: v.string(), handle: v.string() });
export type Channel = v.InferOutput<typeof Channel>;

/** `first-run`: no account exists, the visitor creates the channel. */
export const Visitor = v.variant('state', [
  v.object({ state: v.literal('first-run') }),
  v.object({ state: v.literal('signed-out'), signUp: v.picklist(['open', 'closed']) }),
  v.object({ state: v.literal('signed-in'), accountId: AccountId, channel: Channel }),
]);
export type Visitor = v.InferOutput<typeof Visitor>;

export const ShowCard = v.object({
  id: ShowId,
  title: v.string(),
  address: ShowAddress,
  createdAtMs: AtMs,
  plan: ShowPlan,
  life: ShowLife,
  products: v.pipe(v.number(), v.integer()),
});
export type ShowCard = v.InferOutput<typeof ShowCard>;

/** What a person who was invited may know before they come in. */
export const StudioDoor = v.object({
  showId: ShowId,
  title: v.string(),
  channel: v.object({ name: v.string(), handle: v.string() }),
  role: StudioRole,
});
export type StudioDoor = v.InferOutput<typeof StudioDoor>;

/** A place in the studio of one show that this browser's cookie proves. */
export const Seat = v.object({ showId: ShowId, name: v.string(), role: StudioRole });
export type Seat = v.InferOutput<typeof Seat>;

const nothing = v.object({});

/** The JSON endpoints, but for those of the catalog. */
export const ENDPOINTS = {
  visitor: { method: 'GET', path: '/api/visitor', body: null, result: Visitor },
  signUp: {
    method: 'POST',
    path: '/api/sign-up',
    body: v.strictObject({ name: ChannelName, handle: Handle, password: Password }),
    result: Visitor,
  },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    body: v.strictObject({ handle: Handle, password: v.pipe(v.string(), v.maxLength(1_024)) }),
    result: Visitor,
  },
  /** What everybody knows the channel by; one signs in with the handle that it began with. `auth.required`, `auth.handle-taken`. */
  changeChannel: {
    method: 'POST',
    path: '/api/channel',
    body: v.strictObject({ name: ChannelName, handle: Handle }),
    result: Visitor,
  },
  signOut: { method: 'POST', path: '/api/sign-out', body: nothing, result: nothing },
  listShows: { method: 'GET', path: '/api/shows', body: null, result: v.object({ shows: v.array(ShowCard) }) },
  createShow: {
    method: 'POST',
    path: '/api/shows',
    /** Without an address, one is made from the title. */
    body: v.strictObject({
      title: ShowTitle,
      address: v.nullable(ShowAddress),
      plan: v.optional(ShowPlan, NO_PLAN),
    }),
    result: v.object({ show: ShowCard }),
  },
  /** What a show is called, when it is to begin and what it sells. `auth.required`, `auth.forbidden`, `show.not-found`. */
  changeShow: {
    method: 'POST',
    path: '/api/shows/change',
    body: v.strictObject({ showId: ShowId, title: ShowTitle, plan: ShowPlan }),
    result: v.object({ show: ShowCard }),
  },
  /** What a link leads to. `invite.unknown`, `invite.expired`, `invite.used-up`, `invite.revoked`. */
  lookAtInvite: {
    method: 'POST',
    path: '/api/join/look',
    body: v.strictObject({ token: InviteToken }),
    result: v.object({
      door: StudioDoor,
      /** Whom the link is for, as the host calls them: what the name's field begins with. */
      name: v.string(),
      seat: v.nullable(Seat),
    }),
  },
  /** Takes a seat by a link, and sets its cookie. Whoever has a seat by this link already keeps it, and no use is counted. `people.full`. */
  enterStudio: {
    method: 'POST',
    path: '/api/join/enter',
    body: v.strictObject({ token: InviteToken, name: PersonName }),
    result: v.object({ seat: Seat }),
  },
  /** The seat that this browser has in a show, by its cookie; null when it has none (any more). */
  findSeat: {
    method: 'POST',
    path: '/api/join/seat',
    body: v.strictObject({ showId: ShowId }),
    result: v.object({ door: v.nullable(StudioDoor), seat: v.nullable(Seat) }),
  },
  /** What a checkout of the demo provider is for. `order.unknown`. */
  lookAtCheckout: {
    method: 'POST',
    path: '/api/checkout/look',
    body: v.strictObject({ token: CheckoutToken }),
    result: v.object({ hold: HoldCard, channel: v.string(), address: ShowAddress }),
  },
  /** What the demo provider does with it. `order.unknown`. */
  playCheckout: {
    method: 'POST',
    path: '/api/checkout/play',
    body: v.strictObject({ token: CheckoutToken, outcome: DemoOutcome }),
    result: nothing,
  },
  /** Reminds this browser when a show of the channel begins. Anybody may. `push.off`, `channel.not-found`, `push.full`. */
  follow: {
    method: 'POST',
    path: '/api/follow',
    body: v.strictObject({ handle: Handle, subscription: PushSubscription }),
    result: nothing,
  },
  unfollow: {
    method: 'POST',
    path: '/api/unfollow',
    body: v.strictObject({ handle: Handle, endpoint: PushSubscription.entries.endpoint }),
    result: nothing,
  },
  /** The key that the records of this server's shows are signed with, for whoever checks one. */
  recordKey: { method: 'GET', path: '/api/record-key', body: null, result: v.object({ publicKey: v.string() }) },
} as const;
export type EndpointName = keyof typeof ENDPOINTS;
export type EndpointBody<Name extends EndpointName> = BodyOf<(typeof ENDPOINTS)[Name]>;
export type EndpointResult<Name extends EndpointName> = ResultOf<(typeof ENDPOINTS)[Name]>;

/** `POST` with the picture's bytes as the body; re-encoded to square WebP, at most 640 px. */
export const PICTURE_UPLOAD_PATH = '/api/pictures';
/** For a product of this show: whoever has the show in hand may, not its owner alone. */
export const pictureUploadPath = (showId: ShowId): string => `${PICTURE_UPLOAD_PATH}?show=${showId}`;
export const PictureUploaded = v.object({ pictureId: PictureId });
export const MAX_PICTURE_BYTES = 10 * 1024 * 1024;

/** `POST` with so many bytes of anything at most; they are thrown away. How long they take says how much the line carries. */
export const UPLINK_PATH = '/api/uplink';
export const UPLINK_BYTES = 512 * 1024;

/** `GET`: the show's log as a signed file, for its owner. `auth.required`, `auth.forbidden`, `show.not-found`. */
export const RECORD_ROUTE = '/api/shows/:showId/record';
export const recordPath = (showId: ShowId): string => `/api/shows/${showId}/record`;
/** `GET`: what the show has sold as a table, for its owner. The same refusals. */
export const SALES_TABLE_ROUTE = '/api/shows/:showId/sales.csv';
export const salesTablePath = (showId: ShowId): string => `/api/shows/${showId}/sales.csv`;
/** The same for each time that a product was explained, and for how many watched when. */
export const CALLOUT_TABLE_ROUTE = '/api/shows/:showId/callouts.csv';
export const calloutTablePath = (showId: ShowId): string => `/api/shows/${showId}/callouts.csv`;
export const AUDIENCE_TABLE_ROUTE = '/api/shows/:showId/audience.csv';
export const audienceTablePath = (showId: ShowId): string => `/api/shows/${showId}/audience.csv`;

/** The page that a link opens; its token follows in the fragment, which browsers never send. */
export const JOIN_PATH = '/join';
export const joinFragment = (token: string): string => `#${token}`;
/** The page of somebody who has a seat. */
export const seatPath = (showId: ShowId): string => `${JOIN_PATH}/${showId}`;
export const studioPath = (showId: ShowId): string => `/studio/${showId}`;
/** The studio's page for co-hosts and producers. */
export const controlsPath = (showId: ShowId): string => `/controls/${showId}`;
/** The desk: shelf, chat and orders, for operators and moderators, and for whoever has more in hand. */
export const deskPath = (showId: ShowId): string => `/desk/${showId}`;
