import type { BuyerId, ChatMark } from '../ids.ts';
import type { Random } from '../random.ts';
import { refuse, type Result } from '../result.ts';
import { chatterOf, makeMark, type Chatter, type Chatters } from './chatters.ts';
import type { ShowEvent } from './event.ts';
import type { Standing } from './chat-standing.ts';

type Somebody = { readonly buyerId: BuyerId; readonly name: string; readonly random: Random };
type Introduction = {
  /** Null for somebody who has neither written nor entered anything before. */
  readonly known: Chatter | null;
  readonly mark: ChatMark;
  readonly introduced: readonly ShowEvent[];
};

/** As whom everybody knows a viewer from now on. */
export const introduce = (chatters: Chatters, { buyerId, name, random }: Somebody): Introduction => {
  const known = chatterOf(chatters, buyerId);
  if (known === null) {
    const mark = makeMark(chatters, random);
    return { known, mark, introduced: [{ type: 'chatter.joined', buyerId, mark, name }] };
  }
  const { mark } = known;
  return { known, mark, introduced: known.name === name ? [] : [{ type: 'chatter.renamed', mark, name }] };
};

/** Why somebody may not take part; null for who may. */
export const barredFor = (standing: Standing): Result<never> | null => {
  if (standing === 'banned') return refuse('chat.banned');
  return standing === 'muted' ? refuse('chat.muted') : null;
};
