import type {
  AccountId,
  ChannelId,
  InviteId,
  ParticipantId,
  PictureId,
  ShelfSetId,
  ShowAddress,
  ShowId,
} from '../../shared/ids.ts';
import type { Channel } from '../../shared/protocol/http.ts';
import type { Invite, InvitedRole } from '../../shared/protocol/invites.ts';
import type { PushSubscription } from '../../shared/protocol/push.ts';
import type { LoggedEvent, ShowEvent } from '../../shared/show/event.ts';
import type { ShelfSet, ShelfSetCard } from '../../shared/show/shelf-set.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { CatalogStore } from './catalog-port.ts';

/** Where a show's events go before anyone hears of them. Every method throws AppError `store.unavailable` when the medium fails. */
export type EventLog = {
  /**
   * Stores `events` after `expectedSeq`, durable when it returns (fsync), all or none.
   * Throws AppError `store.unavailable` when the show is at another seq: another owner has written.
   */
  append(showId: ShowId, expectedSeq: number, atMs: number, events: readonly ShowEvent[]): readonly LoggedEvent[];
  /** Events with seq > `afterSeq`, in order; the first `limit` of them where one is given. */
  read(showId: ShowId, afterSeq: number, limit?: number): readonly LoggedEvent[];
  /** The newest snapshot, or null. Its `seq` tells which events it contains. */
  readSnapshot(showId: ShowId): ShowState | null;
  writeSnapshot(state: ShowState): void;
};

export type Account = {
  readonly id: AccountId;
  readonly handle: string;
  readonly passwordHash: string;
  readonly channelId: ChannelId;
};
export type StoredSession = { readonly accountId: AccountId; readonly expiresAtMs: number };
export type StoredPicture = { readonly id: PictureId; readonly channelId: ChannelId; readonly bytes: Uint8Array };
/** A link into a show's studio. */
export type StoredInvite = Invite & { readonly showId: ShowId };
/** Somebody's place in a show's studio, which they keep between visits. */
export type StoredSeat = {
  readonly participantId: ParticipantId;
  readonly showId: ShowId;
  /** The link that they came by; it may be forgotten already. */
  readonly inviteId: InviteId;
  readonly role: InvitedRole;
  readonly name: string;
  readonly expiresAtMs: number;
  /** `barred`: its person was put out; the seat stays so that their browser is known at the link. */
  readonly standing: 'held' | 'barred';
};
/** A row of the show list; the show itself is its log. */
export type ShowRow = {
  readonly id: ShowId;
  readonly channelId: ChannelId;
  readonly address: ShowAddress;
  readonly createdAtMs: number;
};

/** Somebody who is told when a channel goes live. */
export type Follower = {
  readonly subscription: PushSubscription;
  /** 0: was reached the last time. 1: was not tried yet. More: was missed so often in a row, and one. */
  readonly doubt: number;
};

/** Everything that is not a show's log. */
export type Records = {
  /** One transaction. `handle-taken` also when the channel's handle exists. */
  createAccount(account: Account, channel: Channel): 'created' | 'handle-taken';
  countAccounts(): number;
  accountByHandle(handle: string): Account | null;
  accountById(id: AccountId): Account | null;
  /** Who owns the channel; null for a channel that is unknown. */
  accountOfChannel(channelId: ChannelId): Account | null;
  channelById(id: ChannelId): Channel | null;
  channelByHandle(handle: string): Channel | null;
  /** One transaction. A handle is free when neither another channel nor another account than `owner` has it. */
  changeChannel(channel: Channel, owner: AccountId): 'changed' | 'handle-taken';
  /** `tokenHash` is the SHA-256 of the cookie's value; the value itself is never stored. */
  createSession(tokenHash: string, session: StoredSession): void;
  sessionByTokenHash(tokenHash: string, atMs: number): StoredSession | null;
  deleteSession(tokenHash: string): void;
  deleteExpiredSessions(atMs: number): void;
  createShow(show: ShowRow): 'created' | 'address-taken';
  showById(id: ShowId): ShowRow | null;
  showByAddress(address: ShowAddress): ShowRow | null;
  showsOfChannel(channelId: ChannelId): readonly ShowRow[];
  allShows(): readonly ShowRow[];
  createPicture(picture: StoredPicture): void;
  pictureById(id: PictureId): StoredPicture | null;
  /** Whether something that a payment provider told was heard before. */
  isProviderEventKnown(eventId: string): boolean;
  /** Again, nothing changes. What was heard before `forgetBeforeMs` is forgotten. */
  rememberProviderEvent(eventId: string, times: { readonly atMs: number; readonly forgetBeforeMs: number }): void;
  /** By name. */
  shelfSetsOf(channelId: ChannelId): readonly ShelfSetCard[];
  shelfSet(channelId: ChannelId, id: ShelfSetId): ShelfSet | null;
  /** Takes the place of the channel's set of the same name, which keeps its id. `full`: there are `MAX_SHELF_SETS` others. */
  saveShelfSet(channelId: ChannelId, set: ShelfSet): 'saved' | 'full';
  deleteShelfSet(channelId: ChannelId, id: ShelfSetId): 'deleted' | 'unknown';
  /** `tokenHash` is the SHA-256 of the link's secret, which is never stored. */
  createInvite(tokenHash: string, invite: StoredInvite): void;
  inviteByTokenHash(tokenHash: string): StoredInvite | null;
  /** Oldest first. */
  invitesOfShow(showId: ShowId): readonly StoredInvite[];
  /** Forgets a link; the seats that were taken by it stay. */
  deleteInvite(id: InviteId): void;
  /** One transaction: the link lets nobody in any more, and those who came by it have no seat any more. The first time counts. */
  revokeInvite(id: InviteId, atMs: number): void;
  /** One transaction: counts a use of the seat's link and stores the seat, or does neither: the link lets nobody in at `atMs`. */
  takeSeat(tokenHash: string, seat: StoredSeat, atMs: number): 'taken' | 'closed';
  seatByTokenHash(tokenHash: string, atMs: number): StoredSeat | null;
  renameSeat(participantId: ParticipantId, name: string): void;
  barSeat(participantId: ParticipantId): void;
  deleteSeat(participantId: ParticipantId): void;
  /** One transaction: forgets a seat, and its link has a use more. */
  giveSeatBack(participantId: ParticipantId): void;
  deleteExpiredSeats(atMs: number): void;
  /** A browser that wants to hear of the channel; once, whatever its keys are now. `full`: there are `MAX_FOLLOWERS` others. */
  addFollower(channelId: ChannelId, follower: PushSubscription, atMs: number): 'added' | 'full';
  removeFollower(channelId: ChannelId, endpoint: string): void;
  /** At most `limit`, after that one: those who were reached the last time, then new ones, then those who were missed, the more often the later. */
  followersOf(channelId: ChannelId, after: Follower | null, limit: number): readonly Follower[];
  /** One transaction, by endpoints. Who is missed `MAX_MISSES` times in a row is forgotten, in every channel. */
  settleFollowers(told: { readonly reached: readonly string[]; readonly missed: readonly string[] }): void;
  /** Of every channel. */
  forgetFollower(endpoint: string): void;
};

/** How often a browser is not reached before it is forgotten: a push service may be down for a day. */
export const MAX_MISSES = 5;

/** Of one channel: anybody may follow, so there is an end to it. */
export const MAX_FOLLOWERS = 100_000;

/** One database: the log, the records and the catalog share a transaction domain. Opening it locks the data folder against a second server. */
export type Store = {
  readonly log: EventLog;
  readonly records: Records;
  readonly catalog: CatalogStore;
  /** Answers whether a write would succeed now. */ isWritable(): boolean;
  close(): void;
};
