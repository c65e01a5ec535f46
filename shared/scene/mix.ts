import type { SourceId } from '../ids.ts';
import { assertNever } from '../invariant.ts';
import { HOST_ID } from '../show/actor.ts';
import { gainFromDb } from '../units.ts';
import { crewSourceId } from './crew-source.ts';
import type { AudioStrip, SceneDocument, Source } from './document.ts';
import { shownOccupants } from './layouts.ts';
import type { Program, StageSeats } from './program.ts';

const visibleSources = (document: SceneDocument, program: Program): Set<SourceId> => {
  const visible = new Set<SourceId>();
  for (const layerId of document.scenes[program.sceneId]?.layerIds ?? []) {
    const layer = document.layers[layerId];
    if (layer === undefined || !layer.isVisible || layer.opacity === 0) continue;
    if (layer.content.kind === 'source') visible.add(layer.content.sourceId);
    if (layer.content.kind !== 'people' || layer.content.hostSourceId === null) continue;
    const shown = shownOccupants(layer.content.layout, program.stage);
    if (shown.some(({ of, seat }) => of === 'person' && seat.participantId === HOST_ID)) {
      visible.add(layer.content.hostSourceId);
    }
  }
  return visible;
};

const stripGain = ({ gainDb, isMuted }: AudioStrip): number => (isMuted ? 0 : gainFromDb(gainDb));

const sourceGain = (source: Source, visible: ReadonlySet<SourceId>): number | null => {
  switch (source.kind) {
    case 'camera':
      return null;
    case 'microphone':
      return stripGain(source.audio);
    case 'screen':
      if (source.sound === 'without') return null;
      return visible.has(source.id) ? stripGain(source.audio) : 0;
    case 'test-pattern':
      return visible.has(source.id) ? stripGain(source.audio) : 0;
    default:
      return assertNever(source);
  }
};

/** People on stage are heard in every scene, as the host's own microphones are; backstage has no gain, which is silence. */
const stageGains = ({ seats, screens }: StageSeats): [SourceId, number][] => [
  ...seats.map(({ participantId }): [SourceId, number] => [crewSourceId(participantId, 'microphone'), 1]),
  ...screens.map(({ participantId }): [SourceId, number] => [crewSourceId(participantId, 'screen-sound'), 1]),
];

/**
 * The linear gain of every source that makes sound, 0 for silence. Microphones are always heard; the sound of a screen or a
 * test pattern is heard only while its picture is visible in the scene on air. Of people, those on stage are heard, and their
 * screens while they are on air. A source without a gain is silent.
 */
export const mix = (document: SceneDocument, program: Program): ReadonlyMap<SourceId, number> => {
  const visible = visibleSources(document, program);
  const gains = new Map<SourceId, number>(stageGains(program.stage));
  for (const sourceId of document.sourceIds) {
    const source = document.sources[sourceId];
    const gain = source === undefined ? null : sourceGain(source, visible);
    if (gain !== null) gains.set(sourceId, gain);
  }
  return gains;
};

/** The linear gain after the mix, before the limiter. */
export const programGain = (document: SceneDocument): number => gainFromDb(document.programAudio.gainDb);
