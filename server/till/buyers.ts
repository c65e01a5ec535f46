import * as v from 'valibot';
import { BuyerId } from '../../shared/ids.ts';
import { SecretCookie, type PageTransport } from '../auth/secret-cookie.ts';
import { hashToken, makeToken } from '../auth/token.ts';

/** A year: whoever comes back finds what they bought. */
const COOKIE_SECONDS = 365 * 24 * 60 * 60;
/** 27 characters of base64url are 162 bits of the hash. */
const ID_LENGTH = 27;

/**
 * Who buys, without an account: a browser is known by a secret cookie, and named by its hash. Nothing is stored, and nobody can
 * speak for another browser without its secret.
 */
export class Buyers {
  readonly #cookie: SecretCookie;

  constructor(transport: PageTransport) {
    this.#cookie = new SecretCookie('tally-buyer', transport);
  }

  /** Null for a browser that was given no cookie, or keeps none. */
  find(cookieHeader: string | undefined): BuyerId | null {
    const token = this.#cookie.tokenOf(cookieHeader);
    return token === null ? null : v.parse(BuyerId, hashToken(token).slice(0, ID_LENGTH));
  }

  /** The `Set-Cookie` value for a browser that has none yet; null for one that has. `frame`: in the page of another site. */
  welcome(cookieHeader: string | undefined, place: 'page' | 'frame' = 'page'): string | null {
    if (this.find(cookieHeader) !== null) return null;
    const token = makeToken();
    return place === 'frame'
      ? this.#cookie.giveInFrame(token, COOKIE_SECONDS)
      : this.#cookie.give(token, COOKIE_SECONDS);
  }
}
