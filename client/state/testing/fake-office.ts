import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { AccountId, ChannelId, ShowAddress, ShowId } from '../../../shared/ids.ts';
import type { EndpointBody, EndpointName, EndpointResult, ShowCard, Visitor } from '../../../shared/protocol/http.ts';

export const aShowCard = (id: string): ShowCard => ({
  id: v.parse(ShowId, id),
  title: id,
  address: v.parse(ShowAddress, id),
  createdAtMs: 1_000,
  life: { phase: 'draft' },
  products: 0,
});

type Endpoints = { [Name in EndpointName]: (body: EndpointBody<Name>) => EndpointResult<Name> };

const noSuchLink = (): never => {
  throw new AppError('invite.unknown');
};

/** The server's HTTP side: one account at most, its shows, and nobody who was invited. */
export class FakeOffice {
  readonly asked: EndpointName[] = [];
  readonly shows: ShowCard[] = [];
  /** Endpoints that fail, and how. */
  readonly failures = new Map<EndpointName, ErrorCode>();
  account: { readonly name: string; readonly handle: string; readonly password: string } | null = null;
  isSignedIn = false;

  readonly call = async <Name extends EndpointName>(
    name: Name,
    body: EndpointBody<Name>,
    signal: AbortSignal,
  ): Promise<EndpointResult<Name>> => {
    signal.throwIfAborted();
    this.asked.push(name);
    const failure = this.failures.get(name);
    await Promise.resolve();
    if (failure) throw new AppError(failure);
    return this.#endpoints[name](body);
  };

  readonly #endpoints: Endpoints = {
    visitor: () => this.#visitor(),
    signUp: (account) => {
      this.account = account;
      this.isSignedIn = true;
      return this.#visitor();
    },
    signIn: ({ handle, password }) => {
      if (handle !== this.account?.handle || password !== this.account.password) {
        throw new AppError('auth.wrong-password');
      }
      this.isSignedIn = true;
      return this.#visitor();
    },
    signOut: () => {
      this.isSignedIn = false;
      return {};
    },
    listShows: () => ({ shows: [...this.shows] }),
    createShow: ({ title }) => {
      const show = aShowCard(title);
      this.shows.unshift(show);
      return { show };
    },
    lookAtInvite: noSuchLink,
    enterStudio: noSuchLink,
    findSeat: () => ({ door: null, seat: null }),
  };

  #visitor(): Visitor {
    if (!this.account) return { state: 'first-run' };
    if (!this.isSignedIn) return { state: 'signed-out', signUp: 'closed' };
    const { name, handle } = this.account;
    return {
      state: 'signed-in',
      accountId: v.parse(AccountId, 'account1'),
      channel: { id: v.parse(ChannelId, 'channel1'), name, handle },
    };
  }
}
