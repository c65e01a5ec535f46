import { assertNever } from '../invariant.ts';
import { MessageId, makeId, type ChatMark } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { buyerOf, placeOf, type Actor } from './actor.ts';
import { standingMessage, takingOff } from './chat-apply.ts';
import { CHAT_STAFF_ROLES, type ChatAuthor, type ChatMessage } from './chat-message.ts';
import { markOf, type ChatState } from './chat.ts';
import { chatterBehind, chatterOf, type Chatters } from './chatters.ts';
import type { ShowCommand } from './command.ts';
import { participantOf, type CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';
import { enteringByComment, leaving } from './giveaway-entry.ts';
import { hasHeldWord } from './held-words.ts';
import { barredFor, introduce } from './introduce.ts';
import { MAX_HELD_MESSAGES } from './moderation.ts';
import { decideQuestion } from './questions-decide.ts';
import { MAX_OPEN_QUESTIONS } from './questions.ts';
import { MAX_HELD_OF_VIEWER, type Standing } from './chat-standing.ts';
import type { ShowState } from './state.ts';

export type ChatCommand = Extract<ShowCommand, { type: `chat.${string}` | `question.${string}` }>;
type CommandOf<Type extends ChatCommand['type']> = Extract<ChatCommand, { type: Type }>;
/** A show that is known whole: the server's. */
export type ShowWithChatters = ShowState & { readonly chatters: Chatters; readonly crew: CrewState };
type Circumstances = { readonly actor: Actor; readonly atMs: number; readonly random: Random };
type Decided = Result<readonly ShowEvent[]>;

/** Between two messages of one viewer, whatever the staff has set. */
export const CHAT_PAUSE_MS = 2_000;

/**
 * The public chat. Of viewers: `chat.closed` once the show is over, `chat.muted`, `chat.banned`, `chat.too-fast`,
 * `chat.slow-mode`, `chat.in-review` while too much of theirs or of everybody's waits. Of everybody: `chat.message-not-found`,
 * `chat.viewer-not-found`, `auth.forbidden`.
 */
export const decideChat = (show: ShowWithChatters, command: ChatCommand, circumstances: Circumstances): Decided => {
  const { chat, crew } = show;
  switch (command.type) {
    case 'chat.write':
      return decideWrite(show, { ...command, tone: 'said' }, circumstances);
    case 'question.ask':
      return decideAsk(show, command, circumstances);
    case 'question.vote':
    case 'question.answer':
    case 'question.finish':
      return decideQuestion(show, command, circumstances.actor);
    case 'chat.speak':
      return decideSpeak(show, command, circumstances);
    case 'chat.remove':
      return decideRemove(show, command.messageId, circumstances.actor);
    case 'chat.pin': {
      if (command.messageId === null) return ok(chat.pinned ? [{ type: 'chat.pinned', message: null }] : []);
      const message = standingMessage(chat, command.messageId);
      if (!message) return refuse('chat.message-not-found', 'messageId');
      return ok(message.id === chat.pinned?.id ? [] : [{ type: 'chat.pinned', message }]);
    }
    case 'chat.air':
      return decideAir(show, command.messageId);
    case 'chat.slow':
      return ok(command.seconds === chat.slowSeconds ? [] : [{ type: 'chat.slowed', seconds: command.seconds }]);
    case 'chat.holdWords':
      return ok([{ type: 'moderation.wordsSet', words: [...new Set(command.words)] }]);
    case 'chat.settle':
      return decideSettle(crew, command);
    case 'chat.restrict':
      return decideRestrict(show, command);
    default:
      return assertNever(command);
  }
};

type Written = Pick<ChatMessage, 'replyToId' | 'tone'> & {
  readonly name: string;
  readonly text: string;
  /** For a giveaway that is entered by a comment; null where the words cannot be one. */
  readonly intent: string | null;
};

const decideWrite = (show: ShowWithChatters, written: Written, circumstances: Circumstances): Decided => {
  const { atMs, random } = circumstances;
  const buyerId = buyerOf(circumstances.actor);
  if (buyerId === null) return refuse('auth.forbidden');
  if (show.life.phase === 'ended') return refuse('chat.closed');
  const { name, text, replyToId, tone, intent } = written;
  const { known, mark, introduced } = introduce(show.chatters, { buyerId, name, random });
  const barred = known && barredBy(show.chat, known, atMs);
  if (barred) return barred;
  const message = compose(show.chat, { kind: 'viewer', mark, name }, { text, replyToId, tone, atMs, random });
  const { held, words } = show.crew.moderation;
  if (!hasHeldWord(`${name} ${text}`, words)) {
    const entered = intent === null ? [] : enteringByComment(show, { buyerId, intent, text, atMs });
    return ok([...introduced, shown(message), ...entered]);
  }
  const theirs = held.filter((each) => markOf(each) === mark).length;
  if (theirs >= MAX_HELD_OF_VIEWER || held.length >= MAX_HELD_MESSAGES) return refuse('chat.in-review');
  return ok([...introduced, { type: 'moderation.held', message }]);
};

const shown = (message: ChatMessage): ShowEvent => ({
  type: message.tone === 'asked' ? 'question.asked' : 'chat.posted',
  message,
});

/** `question.too-many` of one viewer that wait for an answer. */
const decideAsk = (
  show: ShowWithChatters,
  { name, text }: CommandOf<'question.ask'>,
  circumstances: Circumstances,
): Decided => {
  const buyerId = buyerOf(circumstances.actor);
  const mark = buyerId === null ? null : chatterOf(show.chatters, buyerId)?.mark;
  const theirs = show.chat.questions.filter(({ message, stage }) => stage.kind === 'open' && markOf(message) === mark);
  if (theirs.length >= MAX_OPEN_QUESTIONS) return refuse('question.too-many');
  return decideWrite(show, { name, text, replyToId: null, tone: 'asked', intent: null }, circumstances);
};

const barredBy = (
  { slowSeconds }: ChatState,
  { standing, wroteAtMs }: { readonly standing: Standing; readonly wroteAtMs: number },
  atMs: number,
): Result<never> | null => {
  const barred = barredFor(standing);
  if (barred) return barred;
  const quietMs = atMs - wroteAtMs;
  if (quietMs < slowSeconds * 1_000 && slowSeconds * 1_000 > CHAT_PAUSE_MS) return refuse('chat.slow-mode');
  return quietMs < CHAT_PAUSE_MS ? refuse('chat.too-fast') : null;
};

type Words = Pick<ChatMessage, 'replyToId' | 'tone' | 'atMs'> & { readonly text: string; readonly random: Random };

/** An answer to what is gone is a message like any other. */
const compose = (chat: ChatState, author: ChatAuthor, { text, replyToId, tone, atMs, random }: Words): ChatMessage => {
  const isThere = replyToId !== null && standingMessage(chat, replyToId) !== null;
  return { id: makeId(MessageId, random), author, text, replyToId: isThere ? replyToId : null, tone, atMs };
};

const decideSpeak = (
  { chat, crew }: ShowWithChatters,
  { text, replyToId, tone }: CommandOf<'chat.speak'>,
  { actor, atMs, random }: Circumstances,
): Decided => {
  const placeId = placeOf(actor);
  const person = placeId === null ? null : participantOf(crew, placeId);
  if (!person) return refuse('people.not-found');
  const role = CHAT_STAFF_ROLES.find((each) => each === person.role);
  if (role === undefined) return refuse('auth.forbidden');
  const message = compose(chat, { kind: 'staff', role, name: person.name }, { text, replyToId, tone, atMs, random });
  return ok([{ type: 'chat.posted', message }]);
};

/** Viewers may take back their own words, the staff anybody's. */
const decideRemove = ({ chat, chatters }: ShowWithChatters, messageId: MessageId, actor: Actor): Decided => {
  const message = standingMessage(chat, messageId);
  if (!message) return refuse('chat.message-not-found', 'messageId');
  const buyerId = buyerOf(actor);
  const isTheirs = buyerId !== null && chatterOf(chatters, buyerId)?.mark === markOf(message);
  if (placeOf(actor) === null && !isTheirs) return refuse('auth.forbidden');
  return ok([{ type: 'chat.removed', messageIds: [message.id] }]);
};

/** It may be tried before the show; once that is over, nobody sees it. */
const decideAir = ({ chat, life }: ShowWithChatters, messageId: MessageId | null): Decided => {
  if (messageId === null) return ok(takingOff(chat));
  if (life.phase === 'ended') return refuse('chat.closed');
  const message = standingMessage(chat, messageId);
  if (!message) return refuse('chat.message-not-found', 'messageId');
  return ok(message.id === chat.onAir?.id ? [] : [{ type: 'chat.aired', message }]);
};

const decideSettle = ({ moderation }: CrewState, { messageId, verdict }: CommandOf<'chat.settle'>): Decided => {
  const message = moderation.held.find(({ id }) => id === messageId);
  const mark = message && markOf(message);
  if (!message || !mark) return refuse('chat.message-not-found', 'messageId');
  const settled: ShowEvent = { type: 'moderation.settled', messageId, mark, verdict };
  return ok(verdict === 'shown' ? [settled, shown(message)] : [settled]);
};

const decideRestrict = (
  { chat, chatters, crew, ledger }: ShowWithChatters,
  { mark, standing }: CommandOf<'chat.restrict'>,
): Decided => {
  const chatter = chatterBehind(chatters, mark);
  if (!chatter) return refuse('chat.viewer-not-found', 'mark');
  if (chatter.standing === standing) return ok([]);
  const restricted: ShowEvent = { type: 'moderation.restricted', mark, name: chatter.name, standing };
  if (standing !== 'banned') return ok([restricted]);
  return ok([restricted, ...clearing(chat, crew, mark), ...leaving(ledger, chatter.buyerId)]);
};

/** What somebody who is banned leaves behind goes with them. */
const clearing = (chat: ChatState, { moderation }: CrewState, mark: ChatMark): readonly ShowEvent[] => {
  const theirs = (message: ChatMessage): boolean => markOf(message) === mark && message.text !== null;
  const copies = [chat.pinned, chat.onAir].filter((message) => message !== null);
  const questions = chat.questions.map(({ message }) => message);
  const messageIds = [...new Set([...chat.messages, ...questions, ...copies].filter(theirs).map(({ id }) => id))];
  const dropped = moderation.held
    .filter(theirs)
    .map(({ id }): ShowEvent => ({ type: 'moderation.settled', messageId: id, mark, verdict: 'refused' }));
  return messageIds.length > 0 ? [...dropped, { type: 'chat.removed', messageIds }] : dropped;
};
