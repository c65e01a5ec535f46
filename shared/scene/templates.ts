import * as v from 'valibot';
import type { Crop, Rect } from '../geometry.ts';
import { LayerId, makeId, SceneId, SourceId } from '../ids.ts';
import type { Random } from '../random.ts';
import {
  Color,
  DOCUMENT_VERSION,
  type Fit,
  type Layer,
  type LayerContent,
  type PeopleLayout,
  type ProgramFormat,
  type Scene,
  type SceneDocument,
  type Source,
  type TextStyle,
} from './document.ts';
import { makeLayer } from './edit-layers.ts';
import { makeSource } from './edit-sources.ts';
import { calloutFrame, cameraCornerFrame, isPortrait, largeCalloutFrame } from './frames.ts';
import { keepRecords, withRecord } from './records.ts';

/** Every word of the starter show, in the host's language. */
export type StarterNames = {
  readonly sources: { readonly camera: string; readonly microphone: string; readonly screen: string };
  readonly scenes: {
    readonly host: string;
    readonly screenWithHost: string;
    readonly closeUp: string;
    readonly guests: string;
    readonly closeUpWithGuests: string;
    readonly startingSoon: string;
    readonly beRightBack: string;
  };
  readonly layers: {
    readonly callout: string;
    readonly people: string;
    readonly background: string;
    readonly title: string;
  };
  /** What the two waiting scenes say in the picture. */
  readonly texts: { readonly startingSoon: string; readonly beRightBack: string };
};

export type Starter = { readonly format: ProgramFormat; readonly random: Random; readonly names: StarterNames };

/** The middle of a seller's picture, a little below the center: where hands hold a product. */
const CLOSE_UP_CROP: Crop = { top: 0.3, right: 0.2, bottom: 0.1, left: 0.2 };

const color = (hex: string): Color => v.parse(Color, hex);

const titleStyle = (format: ProgramFormat): TextStyle => ({
  sizeFraction: isPortrait(format) ? 0.058 : 0.12,
  weight: 800,
  align: 'center',
  color: color('#ffffff'),
  background: null,
});

const titleFrame = (format: ProgramFormat): Rect =>
  isPortrait(format) ? { x: 0.05, y: 0.28, width: 0.9, height: 0.2 } : { x: 0.05, y: 0.36, width: 0.9, height: 0.28 };

type Kit = Starter & { readonly sources: Readonly<Record<'camera' | 'microphone' | 'screen', Source>> };

const layer = ({ random }: Kit, name: string, content: LayerContent): Layer =>
  makeLayer({ id: makeId(LayerId, random), name, content });

const pictureLayer = (kit: Kit, source: Source, fit: Fit): Layer =>
  layer(kit, source.name, { kind: 'source', sourceId: source.id, fit });

const calloutLayer = (kit: Kit): Layer => ({
  ...layer(kit, kit.names.layers.callout, { kind: 'callout' }),
  frame: calloutFrame(kit.format),
});

const hostLayers = (kit: Kit): Layer[] => [pictureLayer(kit, kit.sources.camera, 'cover'), calloutLayer(kit)];

const screenLayers = (kit: Kit): Layer[] => [
  pictureLayer(kit, kit.sources.screen, 'contain'),
  { ...pictureLayer(kit, kit.sources.camera, 'cover'), frame: cameraCornerFrame(kit.format) },
  calloutLayer(kit),
];

const closeUpLayers = (kit: Kit): [product: Layer, callout: Layer] => [
  { ...pictureLayer(kit, kit.sources.camera, 'cover'), crop: CLOSE_UP_CROP },
  { ...calloutLayer(kit), frame: largeCalloutFrame(kit.format) },
];

type Ground = { readonly from: string; readonly to: string };

const backgroundLayer = (kit: Kit, { from, to }: Ground): Layer =>
  layer(kit, kit.names.layers.background, { kind: 'color', color: color(from), toColor: color(to) });

const peopleLayer = (kit: Kit, layout: PeopleLayout): Layer =>
  layer(kit, kit.names.layers.people, {
    kind: 'people',
    layout,
    hostSourceId: kit.sources.camera.id,
    nameTags: 'shown',
  });

/** Seen between the slots, and all of it while nobody is on stage. */
const guestLayers = (kit: Kit): Layer[] => [
  backgroundLayer(kit, { from: '#2b3346', to: '#141922' }),
  peopleLayer(kit, 'auto'),
  calloutLayer(kit),
];

const closeUpGuestLayers = (kit: Kit): Layer[] => {
  const [product, callout] = closeUpLayers(kit);
  return [product, peopleLayer(kit, 'close-up'), callout];
};

type Waiting = Ground & { readonly text: string };

const waitingLayers = (kit: Kit, { text, ...ground }: Waiting): Layer[] => [
  backgroundLayer(kit, ground),
  {
    ...layer(kit, kit.names.layers.title, { kind: 'text', text, style: titleStyle(kit.format) }),
    frame: titleFrame(kit.format),
  },
  calloutLayer(kit),
];

const starterScenes = (kit: Kit): { readonly name: string; readonly layers: readonly Layer[] }[] => {
  const { scenes, texts } = kit.names;
  return [
    { name: scenes.host, layers: hostLayers(kit) },
    { name: scenes.screenWithHost, layers: screenLayers(kit) },
    { name: scenes.closeUp, layers: closeUpLayers(kit) },
    { name: scenes.guests, layers: guestLayers(kit) },
    { name: scenes.closeUpWithGuests, layers: closeUpGuestLayers(kit) },
    {
      name: scenes.startingSoon,
      layers: waitingLayers(kit, { text: texts.startingSoon, from: '#3b2a66', to: '#8a3355' }),
    },
    {
      name: scenes.beRightBack,
      layers: waitingLayers(kit, { text: texts.beRightBack, from: '#22303f', to: '#1c5a4c' }),
    },
  ];
};

/**
 * The document of a new show: camera, microphone and screen on the browser's default devices, and seven scenes (host, screen
 * with host, product close-up, guests, product close-up with guests, starting soon, be right back), each with a place for the
 * callout. Frames suit the format.
 */
export const starterDocument = (starter: Starter): SceneDocument => {
  const { format, random, names } = starter;
  const source = (kind: 'camera' | 'microphone' | 'screen'): Source =>
    makeSource(kind, makeId(SourceId, random), names.sources[kind]);
  const sources = { camera: source('camera'), microphone: source('microphone'), screen: source('screen') };
  const sketches = starterScenes({ ...starter, sources });
  const scenes = sketches.map(({ name, layers }): Scene => ({
    id: makeId(SceneId, random),
    name,
    layerIds: layers.map(({ id }) => id),
  }));
  const sourceList = Object.values(sources);
  return {
    version: DOCUMENT_VERSION,
    format,
    transition: { kind: 'fade', durationMs: 300 },
    programAudio: { gainDb: 0, isLimited: true },
    sources: Object.fromEntries(sourceList.map((item) => [item.id, item])),
    sourceIds: sourceList.map(({ id }) => id),
    scenes: Object.fromEntries(scenes.map((scene) => [scene.id, scene])),
    sceneIds: scenes.map(({ id }) => id),
    layers: Object.fromEntries(sketches.flatMap(({ layers }) => layers.map((item) => [item.id, item]))),
  };
};

/**
 * "Try without a camera": one test pattern named `name` stands in for every camera, and microphones go, because the pattern
 * brings its own tone and nobody should be asked for a device that they just said they do not have.
 */
export const withTestPattern = (
  document: SceneDocument,
  { random, name }: { readonly random: Random; readonly name: string },
): SceneDocument => {
  const pattern = makeSource('test-pattern', makeId(SourceId, random), name);
  const kept = keepRecords<SourceId, Source>(
    document.sources,
    ({ kind }) => kind !== 'camera' && kind !== 'microphone',
  );
  const layers = Object.values<Layer>(document.layers).map((item): Layer => {
    const { content } = item;
    if (content.kind === 'people') return { ...item, content: { ...content, hostSourceId: pattern.id } };
    if (content.kind !== 'source' || document.sources[content.sourceId]?.kind !== 'camera') return item;
    return { ...item, name, content: { ...content, sourceId: pattern.id } };
  });
  return {
    ...document,
    sources: withRecord(kept, pattern.id, pattern),
    sourceIds: [pattern.id, ...document.sourceIds.filter((id) => Object.hasOwn(kept, id))],
    layers: Object.fromEntries(layers.map((item) => [item.id, item])),
  };
};
