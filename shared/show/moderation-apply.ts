import { assertNever } from '../invariant.ts';
import type { ShowEvent } from './event.ts';
import { MAX_RESTRICTED_TOLD, type ModerationState } from './moderation.ts';

type ModerationEvent = Extract<ShowEvent, { type: `moderation.${string}` }>;

export const applyModeration = (state: ModerationState, event: ModerationEvent, atMs: number): ModerationState => {
  switch (event.type) {
    case 'moderation.held':
      return { ...state, held: [...state.held, event.message] };
    case 'moderation.settled':
      return { ...state, held: state.held.filter(({ id }) => id !== event.messageId) };
    case 'moderation.wordsSet':
      return { ...state, words: event.words };
    case 'moderation.restricted': {
      const { mark, name, standing } = event;
      const others = state.restricted.filter((each) => each.mark !== mark);
      const restricted = standing === 'free' ? others : [...others, { mark, name, standing, atMs }];
      return { ...state, restricted: restricted.slice(-MAX_RESTRICTED_TOLD) };
    }
    default:
      return assertNever(event);
  }
};
