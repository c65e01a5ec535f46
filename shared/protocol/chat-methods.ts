import * as v from 'valibot';
import { ChatMark, MessageId } from '../ids.ts';
import { StaffTone } from '../show/chat-message.ts';
import { ChatText, SlowSeconds } from '../show/chat.ts';
import { HeldWords } from '../show/moderation.ts';
import { Standing } from '../show/chat-standing.ts';
import { Nothing, PEOPLE, type Method } from './method.ts';

/** The public chat, for those who look after it. */
export const CHAT_METHODS = {
  'chat.speak': {
    params: v.object({ text: ChatText, replyToId: v.nullable(MessageId), tone: StaffTone }),
    result: v.object({ messageId: MessageId }),
    callers: PEOPLE,
  },
  'chat.remove': { params: v.object({ messageId: MessageId }), result: Nothing, callers: PEOPLE },
  'chat.pin': { params: v.object({ messageId: v.nullable(MessageId) }), result: Nothing, callers: PEOPLE },
  /** In the program's picture; null takes it off. */
  'chat.air': { params: v.object({ messageId: v.nullable(MessageId) }), result: Nothing, callers: PEOPLE },
  'chat.slow': { params: v.object({ seconds: SlowSeconds }), result: Nothing, callers: PEOPLE },
  'chat.holdWords': { params: v.object({ words: HeldWords }), result: Nothing, callers: PEOPLE },
  'chat.settle': {
    params: v.object({ messageId: MessageId, verdict: v.picklist(['shown', 'refused']) }),
    result: Nothing,
    callers: PEOPLE,
  },
  /** `question.not-open` for one that is gone or was answered. */
  'question.answer': { params: v.object({ messageId: MessageId }), result: Nothing, callers: PEOPLE },
  /** What is being answered has been. */
  'question.finish': { params: Nothing, result: Nothing, callers: PEOPLE },
  'chat.restrict': { params: v.object({ mark: ChatMark, standing: Standing }), result: Nothing, callers: PEOPLE },
} as const satisfies Record<string, Method>;
