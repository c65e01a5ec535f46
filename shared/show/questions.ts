import * as v from 'valibot';
import { type MessageId } from '../ids.ts';
import { visibleText } from '../visible-text.ts';
import { AtMs } from './at-ms.ts';
import { ChatMessage } from './chat-message.ts';
import { Count } from './count.ts';

/** A question as it is asked for: short enough to be read out. */
export const QuestionText = visibleText(200);

/** Times are the log's: where in the show it was answered. */
export const QuestionStage = v.variant('kind', [
  v.object({ kind: v.literal('open') }),
  v.object({ kind: v.literal('answering'), fromMs: AtMs }),
  v.object({ kind: v.literal('answered'), fromMs: AtMs, untilMs: AtMs }),
]);

/** What a viewer wants to know, and how many others do. */
export const Question = v.object({ message: ChatMessage, votes: Count, stage: QuestionStage });
export type Question = v.InferOutput<typeof Question>;

/** More than a show answers; who comes is told all of them. */
export const MAX_QUESTIONS = 60;
/** Of one viewer, not answered yet: so that nobody fills the list. */
export const MAX_OPEN_QUESTIONS = 3;

export const questionOf = (questions: readonly Question[], messageId: MessageId): Question | null =>
  questions.find(({ message }) => message.id === messageId) ?? null;

export const answeringOf = (questions: readonly Question[]): Question | null =>
  questions.find(({ stage }) => stage.kind === 'answering') ?? null;

const PLACES = { answering: 0, open: 1, answered: 2 } as const;

/** What is answered now, then what most want to know, then what was answered, the newest answer first. */
export const inOrder = (questions: readonly Question[]): readonly Question[] =>
  questions.toSorted((a, b) => {
    if (a.stage.kind === 'answered' && b.stage.kind === 'answered') return b.stage.untilMs - a.stage.untilMs;
    return PLACES[a.stage.kind] - PLACES[b.stage.kind] || b.votes - a.votes || a.message.atMs - b.message.atMs;
  });
