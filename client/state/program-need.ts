import type { ParticipantId, SourceId } from '../../shared/ids.ts';
import type { EncodingChoice } from '../../shared/protocol/crew-media.ts';
import { crewSourceId } from '../../shared/scene/crew-source.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { hostSourceId } from '../../shared/scene/host-sources.ts';
import { pictureLines } from '../../shared/scene/picture-lines.ts';
import type { Program } from '../../shared/scene/program.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';

/**
 * Lines of the program from which the small encoding of a camera (180 lines) is seen to be scaled up. Higher saves the line of
 * the studio and of the guests, lower is sharper.
 */
const HIGH_FROM_LINES = 220;

export type ProgramNeed = (participantId: ParticipantId, media: 'camera' | 'screen') => EncodingChoice | null;

type Facts = {
  readonly document: SceneDocument;
  readonly program: Program;
  readonly crew: CrewState;
  /** Who speaks, or spoke last; null for nobody yet. */
  readonly speakerId: ParticipantId | null;
};

/**
 * Which encoding of each picture the program needs; null for what is not on stage. Whoever is on stage without being in the
 * scene comes small, so that a scene with them shows them at once. The host's are the document's sources, in any scene.
 */
export const programNeed = ({ document, program, crew, speakerId }: Facts): ProgramNeed => {
  const lines = pictureLines(document, program);
  const isLarge = (sourceId: SourceId): boolean => (lines.get(sourceId) ?? 0) >= HIGH_FROM_LINES;
  return (participantId, media) => {
    const person = participantOf(crew, participantId);
    const sourceId =
      participantId === HOST_ID ? hostSourceId(document, media) : stageSourceId(crew, participantId, media);
    if (!person || sourceId === null) return null;
    // A screen has one encoding, and is there to be read.
    if (media === 'screen') return 'high';
    if (person.quality === 'audio-only') return null;
    if (participantId !== HOST_ID && person.picture === 'hidden') return null;
    if (person.quality === 'low') return 'low';
    const isLookedAt = participantId === crew.spotlightId || participantId === speakerId;
    return isLarge(sourceId) || isLookedAt ? 'high' : 'low';
  };
};

const stageSourceId = (crew: CrewState, participantId: ParticipantId, media: 'camera' | 'screen'): SourceId | null => {
  const ids = media === 'screen' ? crew.screenIds : crew.stageIds;
  return ids.includes(participantId) ? crewSourceId(participantId, media) : null;
};
