import * as v from 'valibot';
import { ParticipantId, SourceId } from '../ids.ts';

/** What of a person's media goes into the program's picture and sound. */
export type CrewSourceMedia = 'camera' | 'screen' | 'microphone' | 'screen-sound';

/** Words without a hyphen, so that an id can be read back whatever the participant's id is. */
const WORDS: Record<CrewSourceMedia, string> = {
  camera: 'camera',
  screen: 'screen',
  microphone: 'microphone',
  'screen-sound': 'sound',
};

const MEDIA: Readonly<Record<string, CrewSourceMedia>> = {
  camera: 'camera',
  screen: 'screen',
  microphone: 'microphone',
  sound: 'screen-sound',
};

/**
 * The id under which the compositor and the mixer know a person's media. It follows from the person, so nothing of theirs is
 * in the document, and a person who comes back has the same one.
 */
export const crewSourceId = (participantId: ParticipantId, media: CrewSourceMedia): SourceId =>
  v.parse(SourceId, `crew-${WORDS[media]}-${participantId}`);

export type CrewSource = { readonly participantId: ParticipantId; readonly media: CrewSourceMedia };

/** Whose media `sourceId` names; null for a source of the document. */
export const crewSourceOf = (sourceId: SourceId): CrewSource | null => {
  const [, word = '', id = ''] = /^crew-([a-z]+)-(.+)$/.exec(sourceId) ?? [];
  const participantId = v.safeParse(ParticipantId, id);
  const media = Object.hasOwn(MEDIA, word) ? MEDIA[word] : undefined;
  return media && participantId.success ? { participantId: participantId.output, media } : null;
};
