import { assert } from '../../../shared/invariant.ts';
import type { MethodResult } from '../../../shared/protocol/methods.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { ShowCommand } from '../../../shared/show/command.ts';
import type { HandlersOf, PersonHandlers } from '../handler.ts';
import { buyerOf } from './buyer.ts';
import { plainly, submit } from './submit.ts';

type ViewerMethods = 'giveaway.enter' | 'chat.write' | 'question.ask' | 'question.vote' | 'chat.takeBack';

const write = async (
  context: Parameters<HandlersOf<'viewer'>['chat.write']>[0],
  command: Extract<ShowCommand, { type: 'chat.write' | 'question.ask' }>,
): Promise<Result<MethodResult<'chat.write'>>> => {
  const { room, session } = context;
  if (!session.mayWrite()) return refuse('chat.too-fast');
  const buyer = buyerOf(context);
  if (!buyer.ok) return buyer;
  if (!room.chat.mayWrite()) return refuse('chat.busy');
  const outcome = await room.actor.submit(command, buyer.value);
  if (!outcome.ok) return outcome;
  const events = outcome.value.map(({ event }) => event);
  const held = events.find((event) => event.type === 'moderation.held');
  const written = held ?? events.find((event) => event.type === 'chat.posted' || event.type === 'question.asked');
  assert(written, 'what is written is shown or held');
  return ok({ messageId: written.message.id, state: held ? 'held' : 'shown' });
};

/** What viewers write. `chat.too-fast` and `chat.busy` before the show is asked: whoever floods must cost it nothing. */
export const viewerChatHandlers: Pick<HandlersOf<'viewer'>, ViewerMethods> = {
  'chat.write': (context, written) => write(context, { type: 'chat.write', ...written }),
  'giveaway.enter': async (context, wish) => {
    if (!context.session.mayReact()) return refuse('request.too-many');
    const buyer = buyerOf(context);
    if (!buyer.ok) return buyer;
    const outcome = await context.room.actor.submit({ type: 'giveaway.enter', ...wish }, buyer.value);
    return outcome.ok ? ok({}) : outcome;
  },
  'question.ask': (context, asked) => write(context, { type: 'question.ask', ...asked }),
  'question.vote': async (context, { messageId }) => {
    if (!context.session.mayReact()) return refuse('request.too-many');
    const buyer = buyerOf(context);
    if (!buyer.ok) return buyer;
    const outcome = await context.room.actor.submit({ type: 'question.vote', messageId }, buyer.value);
    return outcome.ok ? ok({}) : outcome;
  },
  'chat.takeBack': async (context, { messageId }) => {
    const buyer = buyerOf(context);
    if (!buyer.ok) return buyer;
    const outcome = await context.room.actor.submit({ type: 'chat.remove', messageId }, buyer.value);
    return outcome.ok ? ok({}) : outcome;
  },
};

/** What viewers tap beside the chat: counted, never kept. */
export const reactionHandlers: Pick<HandlersOf<'viewer'>, 'reaction.tap'> = {
  'reaction.tap': ({ room, session }, taps) => {
    if (!session.mayReact()) return refuse('request.too-many');
    room.reactions.add(taps);
    return ok({});
  },
};

type StaffMethods =
  | `question.${'answer' | 'finish'}`
  | `chat.${'speak' | 'remove' | 'pin' | 'air' | 'slow' | 'holdWords' | 'settle' | 'restrict'}`;

/** What the staff writes and does about the chat. `request.too-many` for more than others can read. */
export const chatHandlers: PersonHandlers<StaffMethods> = {
  'chat.speak': async (context, { text, replyToId, tone }) => {
    if (!context.session.mayTalk()) return refuse('request.too-many');
    const outcome = await submit(context, { type: 'chat.speak', text, replyToId, tone });
    if (!outcome.ok) return outcome;
    const posted = outcome.value.find((event) => event.type === 'chat.posted');
    assert(posted, 'what the staff says is shown');
    return ok({ messageId: posted.message.id });
  },
  'chat.remove': (context, { messageId }) => plainly(context, { type: 'chat.remove', messageId }),
  'chat.pin': (context, { messageId }) => plainly(context, { type: 'chat.pin', messageId }),
  'chat.air': (context, { messageId }) => plainly(context, { type: 'chat.air', messageId }),
  'chat.slow': (context, { seconds }) => plainly(context, { type: 'chat.slow', seconds }),
  'chat.holdWords': (context, { words }) => plainly(context, { type: 'chat.holdWords', words }),
  'question.answer': (context, { messageId }) => plainly(context, { type: 'question.answer', messageId }),
  'question.finish': (context) => plainly(context, { type: 'question.finish' }),
  'chat.settle': (context, { messageId, verdict }) => plainly(context, { type: 'chat.settle', messageId, verdict }),
  'chat.restrict': (context, { mark, standing }) => plainly(context, { type: 'chat.restrict', mark, standing }),
};
