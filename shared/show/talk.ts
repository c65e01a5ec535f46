import { MessageId, makeId } from '../ids.ts';
import { assert, assertNever } from '../invariant.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { placeOf, type Actor } from './actor.ts';
import type { ShowCommand } from './command.ts';
import { MAX_TALK_MESSAGES, participantOf, type CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';

export type TalkCommand = Extract<ShowCommand, { type: `talk.${string}` }>;
type TalkEvent = Extract<ShowEvent, { type: `talk.${string}` }>;

/** Everybody may take back their own words, and these roles anybody's. */
const KEEPERS: ReadonlySet<Actor['role']> = new Set(['host', 'co-host', 'producer', 'operator', 'moderator']);

/** The talk backstage. `people.not-found` for somebody without a place, `talk.message-not-found`, `auth.forbidden`. */
export const decideTalk = (
  crew: CrewState,
  command: TalkCommand,
  { actor, random }: { readonly actor: Actor; readonly random: Random },
): Result<readonly ShowEvent[]> => {
  const placeId = placeOf(actor);
  switch (command.type) {
    case 'talk.post':
      if (placeId === null || !participantOf(crew, placeId)) return refuse('people.not-found');
      return ok([
        { type: 'talk.posted', messageId: makeId(MessageId, random), participantId: placeId, text: command.text },
      ]);
    case 'talk.remove': {
      const message = crew.talk.find(({ id }) => id === command.messageId);
      if (!message) return refuse('talk.message-not-found', 'messageId');
      if (message.participantId !== placeId && !KEEPERS.has(actor.role)) return refuse('auth.forbidden');
      return ok([{ type: 'talk.removed', messageId: message.id }]);
    }
    default:
      return assertNever(command);
  }
};

export const applyTalk = (crew: CrewState, event: TalkEvent, atMs: number): CrewState => {
  switch (event.type) {
    case 'talk.posted': {
      const { messageId, participantId, text } = event;
      const person = participantOf(crew, participantId);
      assert(person, 'only a person in the studio speaks');
      const message = { id: messageId, participantId, name: person.name, text, atMs };
      return { ...crew, talk: [...crew.talk, message].slice(-MAX_TALK_MESSAGES) };
    }
    case 'talk.removed':
      return { ...crew, talk: crew.talk.filter(({ id }) => id !== event.messageId) };
    default:
      return assertNever(event);
  }
};
