import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { MessageId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { ChatSelf } from '../../shared/protocol/chat-self.ts';
import type { ChatMessage } from '../../shared/show/chat-message.ts';
import { ChatName, EMPTY_CHAT, markOf, messageOf, type ChatState } from '../../shared/show/chat.ts';
import type { Random } from '../../shared/random.ts';
import type { Clock } from '../platform/clock.ts';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';
import type { ChatWire } from './chat-wire.ts';
import type { ReadReceipt } from './draw-check.svelte.ts';
import { Giveaways } from './giveaways.svelte.ts';
import { Questions } from './questions.svelte.ts';
import { Reactions } from './reactions.svelte.ts';
import { Counting } from './counting.ts';

type ChatOptions = ChatWire & {
  readonly clock: Clock;
  readonly random: Random;
  readonly readReceipt: ReadReceipt;
  /** Where the name is kept that this viewer has chosen once. */
  readonly store: TextStore | null;
};

/** A line of the chat as this viewer sees it. */
export type ChatLine = {
  readonly id: string;
  readonly name: string;
  readonly text: string | null;
  readonly by: 'self' | 'staff' | 'viewer';
  readonly role: 'host' | 'staff' | null;
  /** `sending`: the server has not answered yet; `held`: nobody else sees it before the staff has read it. */
  readonly state: 'shown' | 'sending' | 'held';
  readonly tone: ChatMessage['tone'];
  /** Null where it answers nothing, or something that is gone. */
  readonly answers: { readonly name: string; readonly text: string } | null;
  /** Null for what the server does not know yet. */
  readonly message: ChatMessage | null;
};

type Pending = {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  readonly replyTo: ChatMessage | null;
  /** Messages of this viewer that were there before: what comes beside them is this one. */
  readonly knownIds: ReadonlySet<string>;
};

const NAME_KEY = 'tally-chat-name';
const COUNT_EVERY_MS = 250;
/** The server's own pause between two messages of one viewer. */
const PAUSE_MS = 2_000;

/** The chat of one viewer's page: what everybody writes, and what this viewer does. */
export class Chat implements Closable {
  readonly #options: ChatOptions;
  readonly reactions: Reactions;
  readonly questions: Questions;
  readonly giveaways: Giveaways;
  readonly #counting: Counting;
  #self = $state.raw<ChatSelf | null>(null);
  #name = $state.raw<string | null>(null);
  #pending = $state.raw<readonly Pending[]>([]);
  #replyTo = $state.raw<ChatMessage | null>(null);
  #failure = $state.raw<ErrorCode | null>(null);
  #freeAtMs = $state.raw(0);
  #nowMs = $state.raw(0);
  #sent = 0;
  readonly #state = $derived.by(() => this.#options.feed.show?.chat ?? EMPTY_CHAT);
  readonly #lines = $derived(linesOf(this.#state, this.#self, this.#pending));

  constructor(options: ChatOptions) {
    this.#options = options;
    this.reactions = new Reactions(options);
    const person = { self: () => this.#self, name: () => this.name };
    this.questions = new Questions({ ...options, ...person });
    this.giveaways = new Giveaways({
      ...options,
      ...person,
      write: async (text) => ((await this.send(text)) ? null : this.failure),
    });
    this.#name = readKept(options.store, NAME_KEY, ChatName);
    this.#nowMs = options.clock.now();
    this.#counting = new Counting({ clock: options.clock, everyMs: COUNT_EVERY_MS, count: () => this.#count() });
  }

  /** Oldest first: what is shown, then what of this viewer is not yet. */
  get lines(): readonly ChatLine[] {
    return this.#lines;
  }

  get pinned(): ChatMessage | null {
    return this.#state.pinned;
  }

  get slowSeconds(): number {
    return this.#state.slowSeconds;
  }

  /** What this viewer is called; null before they have chosen. */
  get name(): string | null {
    return this.#name ?? this.#self?.name ?? null;
  }

  get standing(): ChatSelf['standing'] {
    return this.#self?.standing ?? 'free';
  }

  get isOver(): boolean {
    return this.#options.feed.show?.life.phase === 'ended';
  }

  get replyTo(): ChatMessage | null {
    return this.#replyTo;
  }

  /** Why the last message was not taken; null when it was. */
  get failure(): ErrorCode | null {
    return this.#failure;
  }

  /** Whole seconds until this viewer may write again. */
  get waitSeconds(): number {
    return Math.max(0, Math.ceil((this.#freeAtMs - this.#nowMs) / 1_000));
  }

  handleSelf(self: ChatSelf): void {
    this.#self = self;
  }

  /** Whether it can be a name; it is kept then. */
  choose(name: string): boolean {
    const chosen = v.safeParse(ChatName, name);
    if (!chosen.success) return false;
    this.#name = chosen.output;
    keep(this.#options.store, NAME_KEY, chosen.output);
    return true;
  }

  answer(message: ChatMessage | null): void {
    this.#replyTo = message;
  }

  /** Whether the message was taken. It is in the lines at once, and leaves them when it was not. */
  async send(text: string): Promise<boolean> {
    const { name } = this;
    if (name === null) return false;
    const replyTo = this.#replyTo;
    const pending = this.#begin({ name, text, replyTo });
    const intent = this.giveaways.intent();
    this.#failure = null;
    this.#replyTo = null;
    try {
      await this.#options.call('chat.write', { name, text, replyToId: replyTo?.id ?? null, intent });
      this.#freeAtMs = this.#options.clock.now() + Math.max(PAUSE_MS, this.slowSeconds * 1_000);
      this.#counting.wake();
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#failure = error.code;
      this.#replyTo = replyTo;
      return false;
    } finally {
      this.#pending = this.#pending.filter((each) => each !== pending);
    }
  }

  async takeBack(messageId: MessageId): Promise<void> {
    try {
      await this.#options.call('chat.takeBack', { messageId });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#failure = error.code;
    }
  }

  close(): void {
    this.#counting.close();
    this.reactions.close();
  }

  #begin(written: Pick<Pending, 'name' | 'text' | 'replyTo'>): Pending {
    this.#sent += 1;
    const knownIds = new Set(this.#lines.filter(({ by }) => by === 'self').map(({ id }) => id));
    const pending = { key: `sending-${this.#sent}`, ...written, knownIds };
    this.#pending = [...this.#pending, pending];
    return pending;
  }

  #count(): boolean {
    this.#nowMs = this.#options.clock.now();
    return this.#freeAtMs > this.#nowMs;
  }
}

const linesOf = (chat: ChatState, self: ChatSelf | null, pending: readonly Pending[]): readonly ChatLine[] => {
  const shown = chat.messages.map((message) => lineOf(chat, message, { self, state: 'shown' }));
  const waiting = (self?.held ?? []).filter(({ tone }) => tone !== 'asked');
  const held = waiting.map((message) => lineOf(chat, message, { self, state: 'held' }));
  const own = [...shown, ...held].filter(({ by }) => by === 'self');
  // The event may be here before the answer: one message is one line.
  const sending = pending.filter(
    ({ text, knownIds }) => !own.some((line) => line.text === text && !knownIds.has(line.id)),
  );
  return [...shown, ...held, ...sending.map(sendingLine)];
};

type Sight = { readonly self: ChatSelf | null; readonly state: 'shown' | 'held' };

const lineOf = (chat: ChatState, message: ChatMessage, { self, state }: Sight): ChatLine => {
  const { id, author, text, replyToId, tone } = message;
  const isSelf = self !== null && markOf(message) === self.mark;
  const answered = replyToId === null ? null : messageOf(chat, replyToId);
  return {
    id,
    name: author.name,
    text,
    by: isSelf ? 'self' : author.kind,
    role: author.kind === 'viewer' ? null : author.role === 'host' ? 'host' : 'staff',
    state,
    tone,
    answers: quoteOf(answered),
    message,
  };
};

const sendingLine = ({ key, name, text, replyTo }: Pending): ChatLine => ({
  id: key,
  name,
  text,
  by: 'self',
  role: null,
  state: 'sending',
  tone: 'said',
  answers: quoteOf(replyTo),
  message: null,
});

const quoteOf = (message: ChatMessage | null): ChatLine['answers'] =>
  message === null || message.text === null ? null : { name: message.author.name, text: message.text };
