import type { InviteId } from '../../shared/ids.ts';
import type { Invite, InviteWish } from '../../shared/protocol/invites.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { Connection } from '../net/connection.ts';
import type { Attempts } from './attempts.ts';

type Options = { readonly call: Connection['call']; readonly attempts: Attempts };

/** Links into the studio. Each one's secret is told once, so this page alone can show those that it made. */
export class Invites {
  readonly #options: Options;
  /** Newest first; null before anybody has asked. */
  #list = $state.raw<readonly Invite[] | null>(null);
  #tokens = $state.raw<ReadonlyMap<InviteId, string>>(new Map());
  /** Answers come in any order; only the newest question's counts. */
  #question = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  get list(): readonly Invite[] | null {
    return this.#list;
  }

  /** The secret of a link that this page made; null for others. */
  tokenOf(inviteId: InviteId): string | null {
    return this.#tokens.get(inviteId) ?? null;
  }

  async load(): Promise<void> {
    const { call, attempts } = this.#options;
    this.#question += 1;
    const question = this.#question;
    const listed = await attempts.attempt(() => call('invite.list', {}));
    if (listed.ok && question === this.#question) this.#list = newestFirst(listed.value.invites);
  }

  /** Null when it did not work, which has been told. */
  async create(wish: InviteWish): Promise<Invite | null> {
    const { call, attempts } = this.#options;
    const created = await attempts.attempt(() => call('invite.create', wish));
    if (!created.ok) return null;
    const { invite, token } = created.value;
    this.#tokens = new Map(this.#tokens).set(invite.id, token);
    await this.load();
    return invite;
  }

  /** Whoever came by the link is out at once. */
  async revoke(inviteId: InviteId): Promise<boolean> {
    const { call, attempts } = this.#options;
    const revoked = await attempts.attempt(() => call('invite.revoke', { inviteId }));
    if (revoked.ok) await this.load();
    return revoked.ok;
  }

  /** Somebody who comes has used a link. */
  handleEvent({ event }: LoggedEvent): void {
    if (event.type === 'people.joined' && this.#list !== null) void this.load();
  }
}

const newestFirst = (invites: readonly Invite[]): readonly Invite[] =>
  invites.toSorted((a, b) => b.createdAtMs - a.createdAtMs);
