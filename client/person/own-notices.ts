import type { Participant } from '../../shared/show/participant.ts';

/** What somebody in charge does not take of a person, who could not tell it from their own page. */
export type HeldBack = 'picture-hidden' | 'sound-only' | 'picture-not-taken';

export const heldBack = ({ role, picture, quality }: Pick<Participant, 'role' | 'picture' | 'quality'>): HeldBack[] => {
  const held: HeldBack[] = [];
  if (picture === 'hidden') held.push('picture-hidden');
  // A further angle has no sound that could be left of it.
  if (quality === 'audio-only') held.push(role === 'camera' ? 'picture-not-taken' : 'sound-only');
  return held;
};
