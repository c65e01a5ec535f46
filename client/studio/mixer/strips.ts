import type { SourceId } from '../../../shared/ids.ts';
import { assertNever } from '../../../shared/invariant.ts';
import type { AudioStrip, SceneDocument, Source } from '../../../shared/scene/document.ts';
import { mix } from '../../../shared/scene/mix.ts';
import type { Program } from '../../../shared/scene/program.ts';
import { HOST_ID } from '../../../shared/show/actor.ts';
import type { Participant } from '../../../shared/show/participant.ts';

/** `off-scene`: its picture is not in the scene on air, so it is silent whatever the fader says. */
export type Strip = AudioStrip & {
  readonly id: SourceId;
  readonly name: string;
  readonly presence: 'heard' | 'off-scene';
};

/** The fader's floor as the document stores it. */
const FLOOR_DB = -60;

const audioOf = (source: Source): AudioStrip | null => {
  switch (source.kind) {
    case 'camera':
      return null;
    case 'screen':
      return source.sound === 'with' ? source.audio : null;
    case 'microphone':
    case 'test-pattern':
      return source.audio;
    default:
      return assertNever(source);
  }
};

/** One strip per source that makes sound, in the document's order. */
export const strips = (document: SceneDocument, program: Program): readonly Strip[] => {
  const gains = mix(document, program);
  return document.sourceIds.flatMap((id) => {
    const source = document.sources[id];
    const audio = source ? audioOf(source) : null;
    if (!source || !audio) return [];
    const isOffScene = !audio.isMuted && gains.get(id) === 0;
    return [{ ...audio, id, name: source.name, presence: isOffScene ? 'off-scene' : 'heard' }];
  });
};

/**
 * Whether somebody on stage has a strip. The host's sound is in the sources of the document; a further angle has a voice only
 * where its phone's microphone is on.
 */
export const hasStrip = ({ id, role, switches }: Pick<Participant, 'id' | 'role' | 'switches'>): boolean =>
  id !== HOST_ID && (role !== 'camera' || switches.microphone === 'on');

/** Where the fader stands. Its lowest end is silence, which the document says by muting the floor. */
export const faderDb = ({ gainDb, isMuted }: AudioStrip): number =>
  isMuted && gainDb <= FLOOR_DB ? -Infinity : gainDb;

/** The strip after its fader moved to `movedDb`. Leaving the lowest end unmutes what arriving there muted. */
export const stripAt = (strip: AudioStrip, movedDb: number): AudioStrip => {
  if (movedDb === -Infinity) return { gainDb: FLOOR_DB, isMuted: true };
  return { gainDb: Math.max(FLOOR_DB, movedDb), isMuted: faderDb(strip) === -Infinity ? false : strip.isMuted };
};

/** The program has no mute: its fader ends at the floor. */
export const programFaderDb = (movedDb: number): number => Math.max(FLOOR_DB, movedDb);
