import { assert } from '../../../shared/invariant.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { HandlersOf, PersonHandlers } from '../handler.ts';
import { buyerOf } from './buyer.ts';
import { plainly, submit } from './submit.ts';

/** What viewers write. `chat.too-fast` and `chat.busy` before the show is asked: whoever floods must cost it nothing. */
export const viewerChatHandlers: Pick<HandlersOf<'viewer'>, 'chat.write' | 'chat.takeBack'> = {
  'chat.write': async (context, { name, text, replyToId }) => {
    const { room, session } = context;
    if (!session.mayWrite()) return refuse('chat.too-fast');
    const buyer = buyerOf(context);
    if (!buyer.ok) return buyer;
    if (!room.chat.mayWrite()) return refuse('chat.busy');
    const outcome = await room.actor.submit({ type: 'chat.write', name, text, replyToId }, buyer.value);
    if (!outcome.ok) return outcome;
    const events = outcome.value.map(({ event }) => event);
    const written = events.find((event) => event.type === 'chat.posted' || event.type === 'moderation.held');
    assert(written, 'what is written is shown or held');
    return ok({ messageId: written.message.id, state: written.type === 'chat.posted' ? 'shown' : 'held' });
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

type StaffMethods = `chat.${'speak' | 'remove' | 'pin' | 'air' | 'slow' | 'holdWords' | 'settle' | 'restrict'}`;

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
  'chat.settle': (context, { messageId, verdict }) => plainly(context, { type: 'chat.settle', messageId, verdict }),
  'chat.restrict': (context, { mark, standing }) => plainly(context, { type: 'chat.restrict', mark, standing }),
};
