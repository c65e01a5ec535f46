import type { ParticipantId } from '../../../shared/ids.ts';
import { HOST_ID } from '../../../shared/show/actor.ts';
import type { CrewState } from '../../../shared/show/crew.ts';
import { canBeOnStage, type Participant } from '../../../shared/show/participant.ts';
import type { PersonMediaStatus } from '../../state/crew-media.svelte.ts';

/** What a tile says of a person besides their place. */
export type PersonState =
  | 'away'
  | 'connecting'
  | 'not-arriving'
  | 'standing-by'
  | 'next'
  | 'spotlit'
  | 'muted'
  | 'camera-off'
  | 'hidden'
  | 'low'
  | 'audio-only';

export type SentMedia = 'camera' | 'microphone';

type Known = {
  readonly crew: Pick<CrewState, 'cuedId' | 'spotlightId' | 'production'>;
  /** How their media comes to this page. */
  readonly media: PersonMediaStatus;
  /** What of theirs the server has for this page; null for this page's own person, whom it sends nothing of themselves. */
  readonly sent: readonly SentMedia[] | null;
};

/** In the order of their weight. Of somebody who is away, what they last sent says nothing. */
export const personStates = (person: Participant, { crew, media, sent }: Known): readonly PersonState[] => {
  const states: PersonState[] = [];
  if (crew.production?.standbyId === person.id) states.push('standing-by');
  if (crew.cuedId === person.id) states.push('next');
  if (crew.spotlightId === person.id) states.push('spotlit');
  if (person.presence.state === 'away') return ['away', ...states];
  if (!canBeOnStage(person.role)) return states;
  return [...states, ...mediaStates(person, media, sent)];
};

/** Whether they stand by, or shall as soon as their page can. */
export const isToStandBy = ({ production }: Pick<CrewState, 'production'>, participantId: ParticipantId): boolean => {
  if (production === null) return false;
  const { appointedId, makerId, standbyId } = production;
  // Somebody who was appointed may make the program by now, and then somebody else stands by.
  return (appointedId === null || appointedId === makerId ? standbyId : appointedId) === participantId;
};

const mediaStates = (person: Participant, media: Known['media'], sent: Known['sent']): PersonState[] => {
  const { id, role, switches, picture, quality } = person;
  const states: PersonState[] = [];
  const isSending = switches.microphone === 'on' || switches.camera === 'on';
  if (id !== HOST_ID && isSending && (media === 'connecting' || media === 'lost')) states.push('connecting');
  else if (id !== HOST_ID && sent && isMissing(person, sent)) states.push('not-arriving');
  // A further angle is a picture without a voice.
  if (role !== 'camera' && switches.microphone === 'off') states.push('muted');
  if (id !== HOST_ID && switches.camera === 'off') states.push('camera-off');
  if (picture === 'hidden') states.push('hidden');
  if (quality !== 'auto') states.push(quality);
  return states;
};

/** Something is turned on, and nothing of it is sent; a picture that nobody asks for need not be. */
const isMissing = ({ switches, quality }: Participant, sent: readonly SentMedia[]): boolean =>
  (switches.microphone === 'on' && !sent.includes('microphone')) ||
  (switches.camera === 'on' && quality !== 'audio-only' && !sent.includes('camera'));
