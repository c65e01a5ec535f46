import { HOST_ID } from '../../../shared/show/actor.ts';
import type { CrewState } from '../../../shared/show/crew.ts';
import { canBeOnStage, type Participant } from '../../../shared/show/participant.ts';
import type { PersonMediaStatus } from '../../state/crew-media.svelte.ts';

/** What a tile says of a person besides their place. */
export type PersonState =
  'away' | 'connecting' | 'next' | 'spotlit' | 'muted' | 'camera-off' | 'hidden' | 'low' | 'audio-only';

type Known = {
  readonly crew: Pick<CrewState, 'cuedId' | 'spotlightId'>;
  /** How their media comes to this page. */
  readonly media: PersonMediaStatus;
};

/** In the order of their weight. Of somebody who is away, what they last sent says nothing. */
export const personStates = (person: Participant, { crew, media }: Known): readonly PersonState[] => {
  const states: PersonState[] = [];
  if (crew.cuedId === person.id) states.push('next');
  if (crew.spotlightId === person.id) states.push('spotlit');
  if (person.presence.state === 'away') return ['away', ...states];
  if (!canBeOnStage(person.role)) return states;
  return [...states, ...mediaStates(person, media)];
};

const mediaStates = (
  { id, role, switches, picture, quality }: Participant,
  media: PersonMediaStatus,
): PersonState[] => {
  const states: PersonState[] = [];
  const isSending = switches.microphone === 'on' || switches.camera === 'on';
  if (id !== HOST_ID && isSending && (media === 'connecting' || media === 'lost')) states.push('connecting');
  // A further angle is a picture without a voice.
  if (role !== 'camera' && switches.microphone === 'off') states.push('muted');
  if (id !== HOST_ID && switches.camera === 'off') states.push('camera-off');
  if (picture === 'hidden') states.push('hidden');
  if (quality !== 'auto') states.push(quality);
  return states;
};
