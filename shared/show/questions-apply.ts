import { assert, assertNever } from '../invariant.ts';
import type { MessageId } from '../ids.ts';
import type { ShowEvent } from './event.ts';
import { MAX_QUESTIONS, questionOf, type Question } from './questions.ts';

type QuestionEvent = Extract<ShowEvent, { type: `question.${string}` }>;
type Questions = readonly Question[];

export const applyQuestions = (questions: Questions, event: QuestionEvent, atMs: number): Question[] => {
  switch (event.type) {
    case 'question.asked':
      return [...withRoom(questions), { message: event.message, votes: 0, stage: { kind: 'open' } }];
    case 'question.voted':
      return change(questions, event.messageId, () => ({ votes: event.votes }));
    case 'question.answering':
      return change(questions, event.messageId, () => ({ stage: { kind: 'answering', fromMs: atMs } }));
    case 'question.answered':
      return change(questions, event.messageId, ({ stage }) => {
        assert(stage.kind === 'answering', 'what was answered was being answered');
        return { stage: { kind: 'answered', fromMs: stage.fromMs, untilMs: atMs } };
      });
    default:
      return assertNever(event);
  }
};

/** A page may hear of a question that it does not know any more: that changes nothing. */
const change = (
  questions: Questions,
  messageId: MessageId,
  changesOf: (question: Question) => Partial<Question>,
): Question[] =>
  questions.map((question) => (question.message.id === messageId ? { ...question, ...changesOf(question) } : question));

/** Without what is missed least, when there is no room: the oldest answer, or else what the fewest want to know. */
const withRoom = (questions: Questions): Questions => {
  if (questions.length < MAX_QUESTIONS) return questions;
  const open = questions.filter(({ stage }) => stage.kind === 'open');
  const fewest = Math.min(...open.map(({ votes }) => votes));
  const left = questions.find(({ stage }) => stage.kind === 'answered') ?? open.find(({ votes }) => votes === fewest);
  return questions.filter((question) => question !== left);
};

/** Whether it is there and waits for an answer. */
export const isOpen = (questions: Questions, messageId: MessageId): boolean =>
  questionOf(questions, messageId)?.stage.kind === 'open';
