import * as v from 'valibot';
import type { Rect } from '../geometry.ts';
import { AssetId, CalloutId, ItemId, LayerId, makeId, MessageId, ParticipantId, SceneId, SourceId } from '../ids.ts';
import type { Random } from '../random.ts';
import { seededRandom } from '../random.ts';
import { assert } from '../invariant.ts';
import type { Result } from '../result.ts';
import {
  Color,
  PROGRAM_FORMATS,
  type Layer,
  type LayerContent,
  type ProgramFormat,
  type SceneDocument,
  type Source,
  type TextStyle,
} from './document.ts';
import { crewSourceId } from './crew-source.ts';
import { makeLayer } from './edit-layers.ts';
import {
  EMPTY_STAGE,
  type CalloutCard,
  type FrameProgram,
  type ProgramCallout,
  type ProgramComment,
  type ProgramStage,
  type StageSeat,
} from './program.ts';
import { restingStage } from './stage.ts';
import { starterDocument, type StarterNames } from './templates.ts';

/** Documents and their parts for tests. */

export const sceneId = (text: string): SceneId => v.parse(SceneId, text);
export const layerId = (text: string): LayerId => v.parse(LayerId, text);
export const sourceId = (text: string): SourceId => v.parse(SourceId, text);
export const assetId = (text: string): AssetId => v.parse(AssetId, text);
export const itemId = (text: string): ItemId => v.parse(ItemId, text);
export const calloutId = (text: string): CalloutId => v.parse(CalloutId, text);
export const color = (hex: string): Color => v.parse(Color, hex);

export const A_STYLE: TextStyle = {
  sizeFraction: 0.1,
  weight: 600,
  align: 'center',
  color: color('#ffffff'),
  background: null,
};

/** A layer named like its id; `over` replaces any of its properties. */
export const aLayer = (id: string, content: LayerContent, over: Partial<Layer> = {}): Layer => ({
  ...makeLayer({ id: layerId(id), name: id, content }),
  ...over,
});

export const aCameraLayer = (id: string, source: string, over: Partial<Layer> = {}): Layer =>
  aLayer(id, { kind: 'source', sourceId: sourceId(source), fit: 'cover' }, over);

export const aTextLayer = (id: string, over: Partial<Layer> = {}): Layer =>
  aLayer(id, { kind: 'text', text: id, style: A_STYLE }, over);

export const aColorLayer = (id: string, hex = '#102030', over: Partial<Layer> = {}): Layer =>
  aLayer(id, { kind: 'color', color: color(hex), toColor: null }, over);

/** A layer of people, full frame, with name tags. */
export const aPeopleLayer = (
  id: string,
  content: Partial<Extract<LayerContent, { kind: 'people' }>> = {},
  over: Partial<Layer> = {},
): Layer => aLayer(id, { kind: 'people', layout: 'auto', hostSourceId: null, nameTags: 'shown', ...content }, over);

export const aCamera = (id: string, over: Partial<Extract<Source, { kind: 'camera' }>> = {}): Source => ({
  kind: 'camera',
  id: sourceId(id),
  name: id,
  device: null,
  size: { widthPx: 1280, heightPx: 720 },
  isMirrored: false,
  ...over,
});

type Parts = {
  readonly sources?: readonly Source[];
  /** Layers of each scene, bottom to top. */
  readonly scenes?: Readonly<Record<string, readonly Layer[]>>;
  readonly format?: ProgramFormat;
};

/** A document of the given parts; scenes are named like their ids. */
export const aDocument = ({
  sources = [],
  scenes = { s1: [] },
  format = PROGRAM_FORMATS['landscape-720'],
}: Parts = {}): SceneDocument => ({
  version: 1,
  format,
  transition: { kind: 'cut' },
  programAudio: { gainDb: 0, isLimited: true },
  sources: Object.fromEntries(sources.map((source) => [source.id, source])),
  sourceIds: sources.map(({ id }) => id),
  scenes: Object.fromEntries(
    Object.entries(scenes).map(([id, layers]) => [
      id,
      { id: sceneId(id), name: id, layerIds: layers.map((layer) => layer.id) },
    ]),
  ),
  sceneIds: Object.keys(scenes).map(sceneId),
  layers: Object.fromEntries(Object.values(scenes).flatMap((layers) => layers.map((layer) => [layer.id, layer]))),
});

export const A_CARD: CalloutCard = {
  name: 'Wildflower honey 500 g',
  price: '¥39.90',
  formerPrice: '¥52.00',
  stockLine: '23 left',
  sellerLine: 'Sold by Ann',
  availability: 'available',
  pictureKey: 'honey',
};

export const aCallout = (over: Partial<ProgramCallout> = {}): ProgramCallout => ({
  calloutId: calloutId('c1'),
  itemId: itemId('honey'),
  card: A_CARD,
  openedAtMs: 1_000,
  closedAtMs: null,
  ...over,
});

export const aComment = (over: Partial<ProgramComment> = {}): ProgramComment => ({
  messageId: v.parse(MessageId, 'm1'),
  name: 'Mei',
  text: 'Does the honey come in a smaller jar?',
  openedAtMs: 1_000,
  closedAtMs: null,
  ...over,
});

export const aProgram = (scene: string, over: Partial<FrameProgram> = {}): FrameProgram => ({
  sceneId: sceneId(scene),
  fade: null,
  callout: null,
  comment: null,
  stage: restingStage(EMPTY_STAGE),
  ...over,
});

/** The seat of a person who is here with a camera, named like their id. */
export const aSeat = (id: string, over: Partial<StageSeat> = {}): StageSeat => {
  const participantId = v.parse(ParticipantId, id);
  const sourceId = crewSourceId(participantId, 'camera');
  return { participantId, sourceId, name: id, picture: 'shown', presence: 'here', ...over };
};

export const aStage = (seats: readonly StageSeat[], over: Partial<ProgramStage> = {}): ProgramStage => ({
  ...restingStage(EMPTY_STAGE),
  seats,
  ...over,
});

export const SOME_NAMES: StarterNames = {
  sources: { camera: 'Camera', microphone: 'Microphone', screen: 'Screen' },
  scenes: {
    host: 'Host',
    screenWithHost: 'Screen with host',
    closeUp: 'Product close-up',
    guests: 'Guests',
    closeUpWithGuests: 'Product close-up with guests',
    startingSoon: 'Starting soon',
    beRightBack: 'Be right back',
  },
  layers: { callout: 'Callout', people: 'People', background: 'Background', title: 'Title' },
  texts: { startingSoon: 'Starting soon', beRightBack: 'Be right back' },
};

export const aStarter = (format: ProgramFormat = PROGRAM_FORMATS['landscape-720'], seed = 1): SceneDocument =>
  starterDocument({ format, random: seededRandom(seed), names: SOME_NAMES });

/** The value of a result that must not be a refusal. */
export const granted = <Value>(result: Result<Value>): Value => {
  assert(result.ok, `refused: ${JSON.stringify(result)}`);
  return result.value;
};

export const oneOf = <Item>(items: readonly Item[], random: Random): Item => {
  const item = items[Math.floor(random() * items.length)];
  assert(item !== undefined, 'oneOf needs items');
  return item;
};

export const aRandomFrame = (random: Random): Rect => ({
  x: random() * 2 - 0.5,
  y: random() * 2 - 0.5,
  width: 0.05 + random(),
  height: 0.05 + random(),
});

export const newSceneId = (random: Random): SceneId => makeId(SceneId, random);
export const newLayerId = (random: Random): LayerId => makeId(LayerId, random);
export const newSourceId = (random: Random): SourceId => makeId(SourceId, random);
