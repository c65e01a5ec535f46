import type { AccountId } from '../../shared/ids.ts';
import type { Channel } from '../../shared/protocol/http.ts';
import type { Records } from '../store/port.ts';
import { hashToken, makeToken } from './token.ts';

/** Who is signed in: an account and the channel that it owns. */
export type SignedIn = { readonly accountId: AccountId; readonly channel: Channel };

/** How pages reach the server; over `http` browsers refuse `Secure` cookies, and so the `__Host-` prefix. */
export type PageTransport = 'https' | 'http';

export type SessionsDeps = {
  readonly records: Records;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly transport: PageTransport;
};

/** A host stays signed in for a month of shows; a stolen laptop's cookie is worthless after it. */
const SESSION_SECONDS = 30 * 24 * 60 * 60;

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Sign-ins as opaque cookies; the store keeps only their hashes. */
export class Sessions {
  readonly #deps: SessionsDeps;
  readonly #cookieName: string;
  readonly #attributes: string;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    this.#cookieName = deps.transport === 'https' ? '__Host-tally' : 'tally';
    this.#attributes = `Path=/; HttpOnly; SameSite=Lax${deps.transport === 'https' ? '; Secure' : ''}`;
  }

  /** Starts a session and returns the `Set-Cookie` value that carries it. */
  open(accountId: AccountId): string {
    const { records, clock } = this.#deps;
    const token = makeToken();
    records.deleteExpiredSessions(clock());
    records.createSession(hashToken(token), { accountId, expiresAtMs: clock() + SESSION_SECONDS * 1_000 });
    return `${this.#cookieName}=${token}; Max-Age=${SESSION_SECONDS}; ${this.#attributes}`;
  }

  /** Who sends this `Cookie` header, or null for a visitor. */
  sessionOf(cookieHeader: string | undefined): SignedIn | null {
    const token = this.#tokenOf(cookieHeader);
    if (token === null) return null;
    const { records, clock } = this.#deps;
    const session = records.sessionByTokenHash(hashToken(token), clock());
    const account = session && records.accountById(session.accountId);
    const channel = account && records.channelById(account.channelId);
    return account && channel ? { accountId: account.id, channel } : null;
  }

  /** Ends the session of this `Cookie` header and returns the `Set-Cookie` value that removes the cookie. */
  close(cookieHeader: string | undefined): string {
    const token = this.#tokenOf(cookieHeader);
    if (token !== null) this.#deps.records.deleteSession(hashToken(token));
    return `${this.#cookieName}=; Max-Age=0; ${this.#attributes}`;
  }

  #tokenOf(cookieHeader: string | undefined): string | null {
    const prefix = `${this.#cookieName}=`;
    const pair = cookieHeader?.split(';').find((part) => part.trim().startsWith(prefix));
    const token = pair?.trim().slice(prefix.length);
    return token !== undefined && TOKEN.test(token) ? token : null;
  }
}
