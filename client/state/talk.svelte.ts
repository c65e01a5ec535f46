import type { MessageId, ParticipantId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import type { TalkMessage } from '../../shared/show/crew.ts';
import type { Connection } from '../net/connection.ts';
import type { Attempts } from './attempts.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

type Options = {
  readonly feed: ShowFeed;
  readonly call: Connection['call'];
  readonly attempts: Attempts;
  /** Whose page this is; null before the line has opened. */
  readonly selfId: () => ParticipantId | null;
};

const NONE: readonly TalkMessage[] = [];

/** The talk among the people in the studio, and what of it this person has not read. */
export class Talk {
  readonly #options: Options;
  /** Time of the newest message that was read, on the server's clock; null before anything was known. */
  #readUntilMs = $state.raw<number | null>(null);
  readonly #messages = $derived.by(() => this.#options.feed.show?.crew?.talk ?? NONE);
  readonly #unread = $derived.by(() => unreadOf(this.#messages, this.#options.selfId(), this.#readUntilMs));

  constructor(options: Options) {
    this.#options = options;
  }

  /** Oldest first. */
  get messages(): readonly TalkMessage[] {
    return this.#messages;
  }

  get unread(): number {
    return this.#unread;
  }

  /** What was said before somebody came is not new to them, only unknown. */
  handleOpened(): void {
    if (this.#readUntilMs === null) this.markRead();
  }

  markRead(): void {
    this.#readUntilMs = this.#messages.at(-1)?.atMs ?? 0;
  }

  isOwn(message: TalkMessage): boolean {
    return message.participantId === this.#options.selfId();
  }

  async post(text: string): Promise<Result<unknown>> {
    const { attempts, call } = this.#options;
    const posted = await attempts.attempt(() => call('talk.post', { text }));
    if (posted.ok) this.markRead();
    return posted;
  }

  remove(messageId: MessageId): Promise<Result<unknown>> {
    const { attempts, call } = this.#options;
    return attempts.attempt(() => call('talk.remove', { messageId }));
  }
}

const unreadOf = (
  messages: readonly TalkMessage[],
  selfId: ParticipantId | null,
  readUntilMs: number | null,
): number => {
  if (readUntilMs === null) return 0;
  return messages.filter(({ atMs, participantId }) => atMs > readUntilMs && participantId !== selfId).length;
};
