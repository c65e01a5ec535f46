import type { ChatMark, MessageId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import type { ChatMessage } from '../../shared/show/chat-message.ts';
import { EMPTY_CHAT } from '../../shared/show/chat.ts';
import type { ModerationState } from '../../shared/show/moderation.ts';
import { NO_MODERATION } from '../../shared/show/no-moderation.ts';
import type { Standing } from '../../shared/show/chat-standing.ts';
import { isAllowed } from '../../shared/show/permissions.ts';
import { inOrder, type Question } from '../../shared/show/questions.ts';
import { parseChatLine, type SlashName } from '../../shared/show/slash.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { Attempts } from './attempts.ts';
import { Floats } from './floats.svelte.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

type Options = {
  readonly feed: ShowFeed;
  readonly call: Connection['call'];
  readonly attempts: Attempts;
  /** Whose page it is; null before it is known. */
  readonly role: () => StudioRole | null;
  readonly clock: Clock;
};

/** What became of a line that was typed. Where it failed, who asked has been told. */
export type Submitted =
  | { readonly kind: 'done' | 'failed' | 'none-chosen' }
  | { readonly kind: 'misused'; readonly name: SlashName }
  | { readonly kind: 'unknown'; readonly name: string };

/** What was decided about a viewer last, to take back at once. */
export type Decision = {
  readonly mark: ChatMark;
  readonly name: string;
  readonly before: Standing;
  readonly standing: Standing;
};

const DONE: Submitted = { kind: 'done' };
const FAILED: Submitted = { kind: 'failed' };

/** The public chat for those who look after it: what waits, what is said, and what they do about it. */
export class StaffChat implements Closable {
  /** What viewers tap. */
  readonly floats: Floats;
  readonly #options: Options;
  readonly #chat = $derived.by(() => this.#options.feed.show?.chat ?? EMPTY_CHAT);
  readonly #moderation = $derived.by(() => this.#options.feed.show?.crew?.moderation ?? NO_MODERATION);
  readonly #questions = $derived.by(() => inOrder(this.#chat.questions));
  #chosenId = $state.raw<MessageId | null>(null);
  #replyTo = $state.raw<ChatMessage | null>(null);
  #decision = $state.raw<Decision | null>(null);
  /** Time of the newest message that was read, on the server's clock; null before anything was known. */
  #readUntilMs = $state.raw<number | null>(null);
  readonly #unread = $derived(unreadOf(this.#chat.messages, this.#readUntilMs) + this.#moderation.held.length);

  constructor(options: Options) {
    this.#options = options;
    this.floats = new Floats(options.clock);
  }

  /** Oldest first. */
  get messages(): readonly ChatMessage[] {
    return this.#chat.messages;
  }

  get pinned(): ChatMessage | null {
    return this.#chat.pinned;
  }

  /** What the program's picture shows of the chat. */
  get onAir(): ChatMessage | null {
    return this.#chat.onAir;
  }

  /** Whether this page's person says what is in the picture. */
  get mayAir(): boolean {
    const role = this.#options.role();
    return role !== null && isAllowed(role, 'chat.air');
  }

  /** What viewers want to know: what is answered now, then what most ask for. */
  get questions(): readonly Question[] {
    return this.#questions;
  }

  get openQuestions(): number {
    return this.#questions.filter(({ stage }) => stage.kind === 'open').length;
  }

  get slowSeconds(): number {
    return this.#chat.slowSeconds;
  }

  get moderation(): ModerationState {
    return this.#moderation;
  }

  /** What was not read, and what waits. */
  get unread(): number {
    return this.#unread;
  }

  /** The message that a command without one of its own is about. */
  get chosenId(): MessageId | null {
    return this.#chosenId;
  }

  get replyTo(): ChatMessage | null {
    return this.#replyTo;
  }

  get decision(): Decision | null {
    return this.#decision;
  }

  /** What was written before somebody came is not new to them. */
  handleOpened(): void {
    if (this.#readUntilMs === null) this.markRead();
  }

  handleTick(...[type, data]: TickArguments): void {
    if (type === 'reactions.counted') this.floats.add(data);
  }

  close(): void {
    this.floats.close();
  }

  markRead(): void {
    this.#readUntilMs = this.messages.at(-1)?.atMs ?? 0;
  }

  choose(messageId: MessageId | null): void {
    this.#chosenId = messageId;
  }

  answer(message: ChatMessage | null): void {
    this.#replyTo = message;
  }

  standingOf(mark: ChatMark): Standing {
    return this.#moderation.restricted.find((each) => each.mark === mark)?.standing ?? 'free';
  }

  /** Says what was typed, or does what it asks for. */
  async submit(typed: string): Promise<Submitted> {
    const line = parseChatLine(typed);
    switch (line.kind) {
      case 'say':
        return this.#say(line.text, 'said');
      case 'announce':
        return this.#say(line.text, 'announced');
      case 'slow':
        return this.#outcome(this.slow(line.seconds));
      case 'unpin':
        return this.#outcome(this.pin(null));
      case 'pin-chosen':
        return this.#chosenId === null ? { kind: 'none-chosen' } : this.#outcome(this.pin(this.#chosenId));
      case 'hide-chosen':
        return this.#chosenId === null ? { kind: 'none-chosen' } : this.#outcome(this.remove(this.#chosenId));
      case 'empty':
        return FAILED;
      case 'misused':
      case 'unknown':
        return line;
      default:
        return assertNever(line);
    }
  }

  remove(messageId: MessageId): Promise<boolean> {
    return this.#does('chat.remove', { messageId });
  }

  /** Null for none. */
  pin(messageId: MessageId | null): Promise<boolean> {
    return this.#does('chat.pin', { messageId });
  }

  /** Puts it into the program's picture; null takes it off. */
  air(messageId: MessageId | null): Promise<boolean> {
    return this.#does('chat.air', { messageId });
  }

  answerQuestion(messageId: MessageId): Promise<boolean> {
    return this.#does('question.answer', { messageId });
  }

  finishAnswer(): Promise<boolean> {
    return this.#does('question.finish', {});
  }

  slow(seconds: number): Promise<boolean> {
    return this.#does('chat.slow', { seconds });
  }

  holdWords(words: string[]): Promise<boolean> {
    return this.#does('chat.holdWords', { words });
  }

  settle(messageId: MessageId, verdict: 'shown' | 'refused'): Promise<boolean> {
    return this.#does('chat.settle', { messageId, verdict });
  }

  async restrict(mark: ChatMark, name: string, standing: Standing): Promise<void> {
    const before = this.standingOf(mark);
    if (await this.#does('chat.restrict', { mark, standing })) this.#decision = { mark, name, before, standing };
  }

  async takeBackDecision(): Promise<void> {
    const decision = this.#decision;
    if (!decision) return;
    const { mark, before } = decision;
    if (await this.#does('chat.restrict', { mark, standing: before })) this.dismissDecision();
  }

  dismissDecision(): void {
    this.#decision = null;
  }

  async #say(text: string, tone: MethodParams<'chat.speak'>['tone']): Promise<Submitted> {
    const replyToId = this.#replyTo?.id ?? null;
    if (!(await this.#does('chat.speak', { text, replyToId, tone }))) return FAILED;
    this.#replyTo = null;
    return DONE;
  }

  async #outcome(done: Promise<boolean>): Promise<Submitted> {
    return (await done) ? DONE : FAILED;
  }

  async #does<Method extends MethodName>(method: Method, params: MethodParams<Method>): Promise<boolean> {
    const { attempts, call } = this.#options;
    return (await attempts.attempt(() => call(method, params))).ok;
  }
}

const unreadOf = (messages: readonly ChatMessage[], readUntilMs: number | null): number =>
  readUntilMs === null
    ? 0
    : messages.filter(({ atMs, author }) => atMs > readUntilMs && author.kind === 'viewer').length;
