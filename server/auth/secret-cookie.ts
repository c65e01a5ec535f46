/** How pages reach the server; over `http` browsers refuse `Secure` cookies, and so the `__Host-` prefix. */
export type PageTransport = 'https' | 'http';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** A token of `makeToken` that a browser keeps: scripts and other sites cannot use it, and over HTTPS it is this very host's. */
export class SecretCookie {
  readonly #name: string;
  readonly #transport: PageTransport;

  constructor(name: string, transport: PageTransport) {
    this.#name = transport === 'https' ? `__Host-${name}` : name;
    this.#transport = transport;
  }

  get #attributes(): string {
    return `Path=/; HttpOnly; SameSite=Lax${this.#transport === 'https' ? '; Secure' : ''}`;
  }

  /** The `Set-Cookie` value that carries `token`. */
  give(token: string, seconds: number): string {
    return `${this.#name}=${token}; Max-Age=${seconds}; ${this.#attributes}`;
  }

  /**
   * The same for a page in a frame of another site: a cookie of its own for every such site, over HTTPS, where browsers keep one.
   * @see https://developer.mozilla.org/en-US/docs/Web/Privacy/Guides/Privacy_sandbox/Partitioned_cookies
   */
  giveInFrame(token: string, seconds: number): string {
    if (this.#transport === 'http') return this.give(token, seconds);
    return `${this.#name}=${token}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=None; Secure; Partitioned`;
  }

  /** The `Set-Cookie` value that removes the cookie. */
  take(): string {
    return `${this.#name}=; Max-Age=0; ${this.#attributes}`;
  }

  /** The token in a request's `Cookie` header, or null. */
  tokenOf(cookieHeader: string | undefined): string | null {
    const prefix = `${this.#name}=`;
    const pair = cookieHeader?.split(';').find((part) => part.trim().startsWith(prefix));
    const token = pair?.trim().slice(prefix.length);
    return token !== undefined && TOKEN.test(token) ? token : null;
  }
}
