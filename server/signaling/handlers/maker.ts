import type { PersonContext } from '../handler.ts';

/** Whoever has handed the program over, or stands by, says nothing of what is on air. */
export const isMaker = ({ room, session }: PersonContext): boolean => room.media.partOf(session) === 'maker';
