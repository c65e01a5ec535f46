import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { MessageId } from '../../shared/ids.ts';
import type { ChatSelf } from '../../shared/protocol/chat-self.ts';
import { EMPTY_CHAT, markOf } from '../../shared/show/chat.ts';
import { inOrder, type Question } from '../../shared/show/questions.ts';
import type { ChatWire } from './chat-wire.ts';

type Options = ChatWire & {
  readonly self: () => ChatSelf | null;
  /** What this viewer is called; null before they have chosen. */
  readonly name: () => string | null;
};

/** A question as this viewer sees it. `held`: nobody else sees it before the staff has read it. */
export type AskedQuestion = {
  readonly id: MessageId;
  readonly name: string;
  readonly text: string;
  readonly votes: number;
  readonly stage: Question['stage']['kind'] | 'held';
  readonly by: 'self' | 'other';
  readonly vote: 'given' | 'possible' | 'over';
};

/** What viewers want to know, and what this one does about it. */
export class Questions {
  readonly #options: Options;
  readonly #asked = $derived.by(() => this.#options.feed.show?.chat ?? EMPTY_CHAT);
  /** Those that this page knows of; the server counts each once, whatever a page has forgotten. */
  #votedIds = $state.raw<ReadonlySet<MessageId>>(new Set());
  #failure = $state.raw<ErrorCode | null>(null);
  readonly #all = $derived.by(() => this.#list());

  constructor(options: Options) {
    this.#options = options;
  }

  /** What is answered now first, then what most want to know. */
  get all(): readonly AskedQuestion[] {
    return this.#all;
  }

  /** Those that wait for an answer, or are being answered. */
  get openCount(): number {
    return this.#all.filter(({ stage }) => stage === 'open' || stage === 'answering').length;
  }

  /** Why the last question or vote was not taken; null when it was. */
  get failure(): ErrorCode | null {
    return this.#failure;
  }

  /** Whether the question was taken. */
  async ask(text: string): Promise<boolean> {
    const name = this.#options.name();
    return name !== null && this.#try(() => this.#options.call('question.ask', { name, text }));
  }

  async vote(messageId: MessageId): Promise<void> {
    const before = this.#votedIds;
    this.#votedIds = new Set([...before, messageId]);
    if (await this.#try(() => this.#options.call('question.vote', { messageId }))) return;
    this.#votedIds = new Set([...this.#votedIds].filter((id) => id !== messageId));
  }

  async takeBack(messageId: MessageId): Promise<void> {
    await this.#try(() => this.#options.call('chat.takeBack', { messageId }));
  }

  async #try(action: () => Promise<unknown>): Promise<boolean> {
    this.#failure = null;
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#failure = error.code;
      return false;
    }
  }

  #list(): readonly AskedQuestion[] {
    const self = this.#options.self();
    const held = (self?.held ?? []).filter(({ tone }) => tone === 'asked');
    const waiting = held.map((message): AskedQuestion => ({
      id: message.id,
      name: message.author.name,
      text: message.text ?? '',
      votes: 0,
      stage: 'held',
      by: 'self',
      vote: 'over',
    }));
    return [...waiting, ...inOrder(this.#asked.questions).map((question) => this.#view(question, self))];
  }

  #view({ message, votes, stage }: Question, self: ChatSelf | null): AskedQuestion {
    const isGiven = this.#votedIds.has(message.id);
    return {
      id: message.id,
      name: message.author.name,
      text: message.text ?? '',
      votes,
      stage: stage.kind,
      by: self !== null && markOf(message) === self.mark ? 'self' : 'other',
      vote: stage.kind === 'answered' || self?.standing === 'banned' ? 'over' : isGiven ? 'given' : 'possible',
    };
  }
}
