import { assertNever } from '../invariant.ts';
import type { BuyerId, MessageId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { buyerOf, type Actor } from './actor.ts';
import { takingOff } from './chat-apply.ts';
import { type ChatState } from './chat.ts';
import { chatterOf, hasVoted, type Chatters } from './chatters.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { isOpen } from './questions-apply.ts';
import { answeringOf, questionOf } from './questions.ts';

/** What is done about questions; asking is writing, and decided there. */
export type QuestionCommand = Exclude<Extract<ShowCommand, { type: `question.${string}` }>, { type: 'question.ask' }>;
type Known = { readonly chat: ChatState; readonly chatters: Chatters };
type Decided = Result<readonly ShowEvent[]>;

/** `question.not-open` for one that is gone or was answered, `chat.banned`, `auth.forbidden`. */
export const decideQuestion = ({ chat, chatters }: Known, command: QuestionCommand, actor: Actor): Decided => {
  switch (command.type) {
    case 'question.vote':
      return decideVote({ chat, chatters }, command.messageId, buyerOf(actor));
    case 'question.answer': {
      if (answeringOf(chat.questions)?.message.id === command.messageId) return ok([]);
      if (!isOpen(chat.questions, command.messageId)) return refuse('question.not-open', 'messageId');
      return ok([...finishing(chat), { type: 'question.answering', messageId: command.messageId }]);
    }
    case 'question.finish':
      return ok(finishing(chat));
    default:
      return assertNever(command);
  }
};

/** One of each viewer; a second one changes nothing. */
const decideVote = ({ chat, chatters }: Known, messageId: MessageId, buyerId: BuyerId | null): Decided => {
  if (buyerId === null) return refuse('auth.forbidden');
  if (chatterOf(chatters, buyerId)?.standing === 'banned') return refuse('chat.banned');
  const question = questionOf(chat.questions, messageId);
  if (!question || question.stage.kind === 'answered') return refuse('question.not-open', 'messageId');
  if (hasVoted(chatters, messageId, buyerId)) return ok([]);
  return ok([
    { type: 'chatter.voted', buyerId, messageId },
    { type: 'question.voted', messageId, votes: question.votes + 1 },
  ]);
};

/** The events with which an answer is over: what was asked leaves the air, too. */
const finishing = (chat: ChatState): readonly ShowEvent[] => {
  const answered = answering(chat);
  return [...answered, ...(answered.some(({ messageId }) => messageId === chat.onAir?.id) ? takingOff(chat) : [])];
};

const answering = ({ questions }: ChatState) => {
  const question = answeringOf(questions);
  return question ? [{ type: 'question.answered' as const, messageId: question.message.id }] : [];
};

/** The events with which the chat ends with its show. */
export const endingChat = (chat: ChatState): readonly ShowEvent[] => [...answering(chat), ...takingOff(chat)];
