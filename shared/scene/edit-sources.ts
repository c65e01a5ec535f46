import type { SourceId } from '../ids.ts';
import { assertNever } from '../invariant.ts';
import { ok, refuse } from '../result.ts';
import {
  Source,
  type AudioStrip,
  type CameraSource,
  type Layer,
  type MicrophoneSource,
  type Scene,
  type SceneDocument,
  type ScreenSource,
  type SourceKind,
} from './document.ts';
import { accept, acceptName, findSource, type Edited } from './edit-parts.ts';
import { keepRecords, withRecord } from './records.ts';

const UNITY: AudioStrip = { gainDb: 0, isMuted: false };

/** A source of `kind` with the settings that a host most often wants: the browser's default device, 720p, unmirrored. */
export const makeSource = (kind: SourceKind, id: SourceId, name: string): Source => {
  switch (kind) {
    case 'camera':
      return { kind, id, name, device: null, size: { widthPx: 1280, heightPx: 720 }, isMirrored: false };
    case 'microphone':
      return {
        kind,
        id,
        name,
        device: null,
        audio: UNITY,
        processing: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      };
    case 'screen':
      return { kind, id, name, sound: 'with', audio: UNITY };
    case 'test-pattern':
      return { kind, id, name, audio: UNITY };
    default:
      return assertNever(kind);
  }
};

/** Puts `source` at the end of the source list. Refused when its id is taken or its name is none. */
export const addSource = (document: SceneDocument, source: Source): Edited => {
  if (Object.hasOwn(document.sources, source.id)) return refuse('document.invalid', 'id');
  const name = acceptName(source.name);
  if (!name.ok) return name;
  const accepted = accept(Source, { ...source, name: name.value }, 'source');
  if (!accepted.ok) return accepted;
  return ok({
    ...document,
    sources: withRecord(document.sources, source.id, accepted.value),
    sourceIds: [...document.sourceIds, source.id],
  });
};

const replaceSource = (document: SceneDocument, source: Source): Edited =>
  ok({ ...document, sources: withRecord(document.sources, source.id, source) });

export const renameSource = (document: SceneDocument, sourceId: SourceId, name: string): Edited => {
  const source = findSource(document, sourceId);
  if (!source.ok) return source;
  const accepted = acceptName(name);
  return accepted.ok ? replaceSource(document, { ...source.value, name: accepted.value }) : accepted;
};

/** What can be set on a source of each kind; a setting that is left out stays as it is. */
export type SourceSettings =
  | ({ readonly kind: 'camera' } & Partial<Pick<CameraSource, 'device' | 'size' | 'isMirrored'>>)
  | ({ readonly kind: 'microphone' } & Partial<Pick<MicrophoneSource, 'device' | 'processing'>>)
  | ({ readonly kind: 'screen' } & Partial<Pick<ScreenSource, 'sound'>>);

/** Refused with `document.invalid` when the source is of another kind or a value is out of range. */
export const configureSource = (document: SceneDocument, sourceId: SourceId, settings: SourceSettings): Edited => {
  const source = findSource(document, sourceId);
  if (!source.ok) return source;
  if (source.value.kind !== settings.kind) return refuse('document.invalid', 'kind');
  const accepted = accept(Source, { ...source.value, ...settings }, 'settings');
  return accepted.ok ? replaceSource(document, accepted.value) : accepted;
};

/** A people layer without its host's picture shows the host's name. */
const withoutHost = (layer: Layer, sourceId: SourceId): Layer =>
  layer.content.kind === 'people' && layer.content.hostSourceId === sourceId
    ? { ...layer, content: { ...layer.content, hostSourceId: null } }
    : layer;

/** Removes the source and every layer that shows it; layers of people stay, without the host's picture. */
export const removeSource = (document: SceneDocument, sourceId: SourceId): Edited => {
  const source = findSource(document, sourceId);
  if (!source.ok) return source;
  const kept = Object.values<Layer>(document.layers).filter(
    ({ content }) => content.kind !== 'source' || content.sourceId !== sourceId,
  );
  const layers = Object.fromEntries(kept.map((layer) => [layer.id, withoutHost(layer, sourceId)]));
  const scenes = { ...document.scenes };
  for (const scene of Object.values<Scene>(document.scenes)) {
    const layerIds = scene.layerIds.filter((layerId) => Object.hasOwn(layers, layerId));
    if (layerIds.length < scene.layerIds.length) scenes[scene.id] = { ...scene, layerIds };
  }
  return ok({
    ...document,
    scenes,
    layers,
    sources: keepRecords(document.sources, ({ id }) => id !== sourceId),
    sourceIds: document.sourceIds.filter((id) => id !== sourceId),
  });
};

/** Moves a source's fader or mute. Refused for a source that makes no sound and for a gain outside −60…6 dB. */
export const setStrip = (document: SceneDocument, sourceId: SourceId, strip: Partial<AudioStrip>): Edited => {
  const source = findSource(document, sourceId);
  if (!source.ok) return source;
  if (source.value.kind === 'camera') return refuse('document.invalid', 'kind');
  const accepted = accept(Source, { ...source.value, audio: { ...source.value.audio, ...strip } }, 'audio');
  return accepted.ok ? replaceSource(document, accepted.value) : accepted;
};
