import type { PersonContext } from '../handler.ts';

/** There is never a second program: whoever has handed it over publishes nothing more and says nothing of what is on air. */
export const isMaker = ({ room, session }: PersonContext): boolean =>
  room.media.makerId === session.actor.participantId;
