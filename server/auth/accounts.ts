import { AccountId, ChannelId, makeId } from '../../shared/ids.ts';
import type { Channel, EndpointBody, Visitor } from '../../shared/protocol/http.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Account, Records } from '../store/port.ts';
import type { PasswordHasher } from './password-hasher.ts';
import type { SignedIn } from './sessions.ts';
import { makeToken } from './token.ts';

/** Who may make an account: everybody, or only whoever comes first to a new server, which then stays its owner's. */
export type SignUpPolicy = 'open' | 'first-only';

export type AccountsDeps = {
  readonly records: Records;
  readonly hasher: PasswordHasher;
  readonly random: Random;
  readonly signUp: SignUpPolicy;
};

export class Accounts {
  readonly #deps: AccountsDeps;
  /** Unknown handles are checked against this, so that they take as long as a wrong password. */
  #decoyHash: Promise<string> | null = null;

  constructor(deps: AccountsDeps) {
    this.#deps = deps;
  }

  visitor(signedIn: SignedIn | null): Visitor {
    if (signedIn) return { state: 'signed-in', ...signedIn };
    if (this.#deps.records.countAccounts() === 0) return { state: 'first-run' };
    return { state: 'signed-out', signUp: this.#deps.signUp === 'open' ? 'open' : 'closed' };
  }

  /** `auth.sign-up-closed`, `auth.handle-taken`. */
  async signUp(asked: EndpointBody<'signUp'>): Promise<Result<SignedIn>> {
    const { records, hasher, random } = this.#deps;
    if (!this.#mayCreate()) return refuse('auth.sign-up-closed');
    if (records.accountByHandle(asked.handle)) return refuse('auth.handle-taken', 'handle');
    const passwordHash = await hasher.hash(asked.password);
    // Another first visitor may have been faster while this password was hashed.
    if (!this.#mayCreate()) return refuse('auth.sign-up-closed');
    const channel: Channel = { id: makeId(ChannelId, random), name: asked.name, handle: asked.handle };
    const account: Account = {
      id: makeId(AccountId, random),
      handle: asked.handle,
      passwordHash,
      channelId: channel.id,
    };
    if (records.createAccount(account, channel) === 'handle-taken') return refuse('auth.handle-taken', 'handle');
    return ok({ accountId: account.id, channel });
  }

  /** `auth.wrong-password`, for an unknown handle too. */
  async signIn({ handle, password }: EndpointBody<'signIn'>): Promise<Result<SignedIn>> {
    const { records, hasher } = this.#deps;
    const account = records.accountByHandle(handle);
    const hash = account?.passwordHash ?? (await this.#decoy());
    const isRight = await hasher.verify(hash, password);
    const channel = account && records.channelById(account.channelId);
    if (!account || !channel || !isRight) return refuse('auth.wrong-password');
    return ok({ accountId: account.id, channel });
  }

  /** `auth.handle-taken`. */
  changeChannel({ accountId, channel }: SignedIn, { name, handle }: EndpointBody<'changeChannel'>): Result<SignedIn> {
    const changed: Channel = { id: channel.id, name, handle };
    if (this.#deps.records.changeChannel(changed, accountId) === 'handle-taken') {
      return refuse('auth.handle-taken', 'handle');
    }
    return ok({ accountId, channel: changed });
  }

  #mayCreate(): boolean {
    return this.#deps.signUp === 'open' || this.#deps.records.countAccounts() === 0;
  }

  #decoy(): Promise<string> {
    this.#decoyHash ??= this.#deps.hasher.hash(makeToken());
    return this.#decoyHash;
  }
}
