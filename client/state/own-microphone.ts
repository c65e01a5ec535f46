import { ok } from '../../shared/result.ts';
import type { SceneDocument, Source } from '../../shared/scene/document.ts';
import { setStrip } from '../../shared/scene/edit-sources.ts';
import type { Mixer } from '../audio/mixer.ts';
import type { Edit } from './editor.svelte.ts';

const microphones = ({ sources }: SceneDocument): Extract<Source, { kind: 'microphone' }>[] =>
  Object.values(sources).filter((source) => source.kind === 'microphone');

/** Whether the host can be heard, as the others in the studio are told. */
export const ownMicrophone = (document: SceneDocument): 'on' | 'off' =>
  microphones(document).some(({ audio }) => !audio.isMuted) ? 'on' : 'off';

/** Somebody else in charge has turned the host's microphone off. */
export const muteMicrophones: Edit = (document) => {
  let muted: ReturnType<Edit> = ok(document);
  for (const { id } of microphones(document)) {
    if (muted.ok) muted = setStrip(muted.value, id, { isMuted: true });
  }
  return muted;
};

/** dBFS, after the faders; −∞ without a microphone. */
export const loudestMicrophoneDb = (document: SceneDocument, mixer: Pick<Mixer, 'levels'>): number =>
  Math.max(
    ...microphones(document).map(({ id }) => {
      const { leftDb, rightDb } = mixer.levels(id);
      return Math.max(leftDb, rightDb);
    }),
    -Infinity,
  );
