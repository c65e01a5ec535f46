import type { AccountId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Channel } from '../../shared/protocol/http.ts';
import type { Records } from '../store/port.ts';
import { SecretCookie, type PageTransport } from './secret-cookie.ts';
import { SignInWatch, type SignIn } from './sign-in-watch.ts';
import { hashToken, makeToken } from './token.ts';

/** Who is signed in: an account and the channel that it owns. */
export type SignedIn = { readonly accountId: AccountId; readonly channel: Channel };

export type SessionsDeps = {
  readonly records: Records;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly transport: PageTransport;
};

/** A host stays signed in for a month of shows; a stolen laptop's cookie is worthless after it. */
const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** Sign-ins as opaque cookies; the store keeps only their hashes. */
export class Sessions {
  readonly #deps: SessionsDeps;
  readonly #cookie: SecretCookie;
  readonly #watch: SignInWatch;

  constructor(deps: SessionsDeps) {
    this.#deps = deps;
    this.#cookie = new SecretCookie('tally', deps.transport);
    this.#watch = new SignInWatch(deps.clock);
  }

  /**
   * Starts a session and returns the `Set-Cookie` value that carries it. The session of `formerCookie`, the browser's
   * `Cookie` header, ends: that cookie may be someone else's idea.
   */
  open(accountId: AccountId, formerCookie?: string): string {
    const { records, clock } = this.#deps;
    const token = makeToken();
    records.deleteExpiredSessions(clock());
    const signIn: SignIn = {
      tokenHash: hashToken(token),
      accountId,
      expiresAtMs: clock() + SESSION_SECONDS * 1_000,
    };
    records.createSession(signIn.tokenHash, signIn);
    const formerHash = this.#hashOf(formerCookie);
    if (formerHash !== null) {
      records.deleteSession(formerHash);
      this.#watch.move(formerHash, signIn);
    }
    return this.#cookie.give(token, SESSION_SECONDS);
  }

  /** Who sends this `Cookie` header, or null for a visitor. */
  sessionOf(cookieHeader: string | undefined): SignedIn | null {
    const { records } = this.#deps;
    const signIn = this.signInOf(cookieHeader);
    const account = signIn && records.accountById(signIn.accountId);
    const channel = account && records.channelById(account.channelId);
    return account && channel ? { accountId: account.id, channel } : null;
  }

  /** The sign-in that this `Cookie` header carries, for `watch`. */
  signInOf(cookieHeader: string | undefined): SignIn | null {
    const { records, clock } = this.#deps;
    const tokenHash = this.#hashOf(cookieHeader);
    const session = tokenHash && records.sessionByTokenHash(tokenHash, clock());
    return session ? { tokenHash, ...session } : null;
  }

  /** Calls `onEnded` once, when `signIn` is signed out or expired. Watch in the turn of the event loop in which it was found. */
  watch(signIn: SignIn, onEnded: () => void): Closable {
    return this.#watch.add(signIn, onEnded);
  }

  /** Ends the session of this `Cookie` header and returns the `Set-Cookie` value that removes the cookie. */
  close(cookieHeader: string | undefined): string {
    const tokenHash = this.#hashOf(cookieHeader);
    if (tokenHash !== null) {
      this.#deps.records.deleteSession(tokenHash);
      this.#watch.end(tokenHash);
    }
    return this.#cookie.take();
  }

  #hashOf(cookieHeader: string | undefined): string | null {
    const token = this.#cookie.tokenOf(cookieHeader);
    return token === null ? null : hashToken(token);
  }
}
