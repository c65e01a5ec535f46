import { makeId, ParticipantId, type ShowId } from '../../shared/ids.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Records, StoredInvite, StoredSeat } from '../store/port.ts';
import type { Invites } from './invites.ts';
import { SecretCookie, type PageTransport } from './secret-cookie.ts';
import { hashToken, makeToken } from './token.ts';

export type SeatsDeps = {
  readonly records: Records;
  readonly invites: Invites;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
  readonly transport: PageTransport;
};

/** A link, and the seat that this browser has by it already. */
export type Looked = { readonly invite: StoredInvite; readonly seat: StoredSeat | null };

/** A place that was just taken. `former`: the one that this browser had in the same show by another link, given back. */
export type Taken = { readonly seat: StoredSeat; readonly former: StoredSeat | null; readonly cookie: string };

/** A link that ends in the middle of a show must not lock out who came by it: a reload still finds the seat. */
const MIN_SEAT_MS = 24 * 60 * 60 * 1_000;

/** Places in studios as opaque cookies, one a show; the store keeps only their hashes. */
export class Seats {
  readonly #deps: SeatsDeps;

  constructor(deps: SeatsDeps) {
    this.#deps = deps;
  }

  /**
   * What a link leads to for this browser: its own seat by this link, or a new one. Whoever has a seat needs no open link, and
   * whoever was put out is not let in by the same link again. `invite.unknown`, `invite.revoked`, `invite.expired`,
   * `invite.used-up`, `invite.barred`.
   */
  look(token: string, cookieHeader: string | undefined): Result<Looked> {
    const { invites } = this.#deps;
    const found = invites.find(token);
    if (!found.ok) return found;
    const invite = found.value;
    const seat = this.#seatOf(cookieHeader, invite.showId);
    if (seat?.inviteId === invite.id) return seat.standing === 'held' ? ok({ invite, seat }) : refuse('invite.barred');
    const open = invites.checkOpen(invite);
    return open.ok ? ok({ invite, seat: null }) : open;
  }

  /**
   * A new seat by `invite`, and the `Set-Cookie` value that carries it. One browser is one person: it takes the place of the seat
   * that the browser has. `invite.used-up` when somebody was faster.
   */
  take(invite: StoredInvite, name: string, cookieHeader: string | undefined): Result<Taken> {
    const { records, clock, random } = this.#deps;
    const atMs = clock();
    const token = makeToken();
    const expiresAtMs = Math.max(invite.expiresAtMs, atMs + MIN_SEAT_MS);
    const { showId, role, id: inviteId } = invite;
    const participantId = makeId(ParticipantId, random);
    const seat: StoredSeat = { participantId, showId, inviteId, role, name, expiresAtMs, standing: 'held' };
    records.deleteExpiredSeats(atMs);
    if (records.takeSeat(hashToken(token), seat, atMs) === 'closed') return refuse('invite.used-up');
    const former = this.find(cookieHeader, showId);
    if (former) records.giveSeatBack(former.participantId);
    const seconds = Math.ceil((expiresAtMs - atMs) / 1_000);
    return ok({ seat, former, cookie: this.#cookieOf(showId).give(token, seconds) });
  }

  /** The seat in `showId` that this `Cookie` header proves, or null. */
  find(cookieHeader: string | undefined, showId: ShowId): StoredSeat | null {
    const seat = this.#seatOf(cookieHeader, showId);
    return seat?.standing === 'held' ? seat : null;
  }

  #seatOf(cookieHeader: string | undefined, showId: ShowId): StoredSeat | null {
    const { records, clock } = this.#deps;
    const token = this.#cookieOf(showId).tokenOf(cookieHeader);
    const seat = token === null ? null : records.seatByTokenHash(hashToken(token), clock());
    // A cookie can be renamed, a seat not moved.
    return seat?.showId === showId ? seat : null;
  }

  /** What its person is called from now on, when they come again too. */
  rename(participantId: ParticipantId, name: string): void {
    this.#deps.records.renameSeat(participantId, name);
  }

  /** Somebody leaves by themselves: the cookie is worthless, and the link lets them, or whoever comes in their place, in again. */
  giveBack(participantId: ParticipantId): void {
    this.#deps.records.giveSeatBack(participantId);
  }

  /** Somebody was put out: the cookie opens nothing any more, and its browser is not let in by the same link. */
  bar(participantId: ParticipantId): void {
    this.#deps.records.barSeat(participantId);
  }

  /** The cookie is worthless from now on. */
  end(participantId: ParticipantId): void {
    this.#deps.records.deleteSeat(participantId);
  }

  #cookieOf(showId: ShowId): SecretCookie {
    return new SecretCookie(`tally-seat-${showId}`, this.#deps.transport);
  }
}
