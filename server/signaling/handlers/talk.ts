import { assert } from '../../../shared/invariant.ts';
import { ok, refuse } from '../../../shared/result.ts';
import type { PersonHandlers } from '../handler.ts';
import { plainly, submit } from './submit.ts';

/** The talk backstage. `request.too-many` for more than others can read. */
export const talkHandlers: PersonHandlers<'talk.post' | 'talk.remove'> = {
  'talk.post': async (context, { text }) => {
    if (!context.session.mayTalk()) return refuse('request.too-many');
    const outcome = await submit(context, { type: 'talk.post', text });
    if (!outcome.ok) return outcome;
    const posted = outcome.value.find((event) => event.type === 'talk.posted');
    assert(posted, 'what is said is in the log');
    return ok({ messageId: posted.messageId });
  },
  'talk.remove': (context, { messageId }) => plainly(context, { type: 'talk.remove', messageId }),
};
