import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { CallOf } from '../../shared/protocol/endpoint.ts';
import type { ENDPOINTS, EndpointBody, ShowCard, Visitor } from '../../shared/protocol/http.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

export type CallEndpoint = CallOf<typeof ENDPOINTS>;

/** The owner's front door: first run, signing in and out, and the list of shows. */
export class Lobby {
  readonly #call: CallEndpoint;
  readonly #signal: AbortSignal;
  #visitor = $state.raw<Visitor | null>(null);
  #shows = $state.raw<readonly ShowCard[] | null>(null);
  #problem = $state.raw<ErrorCode | null>(null);

  constructor(call: CallEndpoint, signal: AbortSignal) {
    this.#call = call;
    this.#signal = signal;
  }

  /** Null until the server has said who this is. */
  get visitor(): Visitor | null {
    return this.#visitor;
  }

  /** Newest first; null while they load. */
  get shows(): readonly ShowCard[] | null {
    return this.#shows;
  }

  /** Why the page could not load; `load` tries again. */
  get problem(): ErrorCode | null {
    return this.#problem;
  }

  async load(): Promise<void> {
    this.#problem = null;
    await this.#tell(async () => this.#enter(await this.#call('visitor', null, this.#signal)));
  }

  signUp(account: EndpointBody<'signUp'>): Promise<Result<void>> {
    return this.#try(async () => this.#enter(await this.#call('signUp', account, this.#signal)));
  }

  signIn(credentials: EndpointBody<'signIn'>): Promise<Result<void>> {
    return this.#try(async () => this.#enter(await this.#call('signIn', credentials, this.#signal)));
  }

  signOut(): Promise<Result<void>> {
    return this.#try(async () => {
      await this.#call('signOut', {}, this.#signal);
      this.#shows = null;
      await this.load();
    });
  }

  createShow(show: EndpointBody<'createShow'>): Promise<Result<ShowCard>> {
    return this.#try(async () => {
      const created = await this.#call('createShow', show, this.#signal);
      this.#shows = [created.show, ...(this.#shows ?? [])];
      return created.show;
    });
  }

  changeShow(wish: EndpointBody<'changeShow'>): Promise<Result<ShowCard>> {
    return this.#try(async () => {
      const { show } = await this.#call('changeShow', wish, this.#signal);
      this.#shows = this.#shows?.map((known) => (known.id === show.id ? show : known)) ?? null;
      return show;
    });
  }

  changeChannel(channel: EndpointBody<'changeChannel'>): Promise<Result<void>> {
    return this.#try(async () => {
      this.#visitor = await this.#call('changeChannel', channel, this.#signal);
    });
  }

  /** Whoever has come in is in, even when the shows cannot be listed. */
  async #enter(visitor: Visitor): Promise<void> {
    this.#visitor = visitor;
    if (visitor.state !== 'signed-in') return;
    await this.#tell(async () => {
      const { shows } = await this.#call('listShows', null, this.#signal);
      this.#shows = shows;
    });
  }

  async #tell(action: () => Promise<void>): Promise<void> {
    const done = await this.#try(action);
    if (!done.ok) this.#problem = done.error.code;
  }

  async #try<Value>(action: () => Promise<Value>): Promise<Result<Value>> {
    try {
      return ok(await action());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return refuse(error.code);
    }
  }
}
