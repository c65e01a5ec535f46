import * as v from 'valibot';
import { Crop, FractionRect } from '../geometry.ts';
import { AssetId, LayerId, SceneId, SourceId } from '../ids.ts';

/** Bumped with every change that an older document cannot be read as; `migrate.ts` holds one step per bump. */
export const DOCUMENT_VERSION = 1;

/** As it was kept; what a person types is held to more, by `acceptName`. */
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const Fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** `#rrggbb`, lower case. */
export const Color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/), v.brand('Color'));
export type Color = v.InferOutput<typeof Color>;

/** Fader position; −∞ is expressed by `isMuted`, so that JSON can carry every value. */
export const GainDb = v.pipe(v.number(), v.minValue(-60), v.maxValue(6));

const AudioStrip = v.object({ gainDb: GainDb, isMuted: v.boolean() });
export type AudioStrip = v.InferOutput<typeof AudioStrip>;

const dimension = v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(4096));
const Size = v.object({ widthPx: dimension, heightPx: dimension });

/** A device is described by id and label: after a replug or in another browser profile the id changes and the label finds it again. */
export const Device = v.object({ deviceId: v.string(), label: v.string() });
export type DeviceChoice = v.InferOutput<typeof Device>;

/**
 * What makes pictures or sound once; layers place it any number of times. Described, never held:
 * no MediaStream or canvas is inside a document. `device: null` means the browser's default device.
 */
export const Source = v.variant('kind', [
  v.object({
    kind: v.literal('camera'),
    id: SourceId,
    name: Name,
    device: v.nullable(Device),
    size: Size,
    isMirrored: v.boolean(),
  }),
  v.object({
    kind: v.literal('microphone'),
    id: SourceId,
    name: Name,
    device: v.nullable(Device),
    audio: AudioStrip,
    processing: v.object({
      echoCancellation: v.boolean(),
      noiseSuppression: v.boolean(),
      autoGainControl: v.boolean(),
    }),
  }),
  v.object({
    kind: v.literal('screen'),
    id: SourceId,
    name: Name,
    sound: v.picklist(['with', 'without']),
    audio: AudioStrip,
  }),
  v.object({ kind: v.literal('test-pattern'), id: SourceId, name: Name, audio: AudioStrip }),
]);
export type Source = v.InferOutput<typeof Source>;
export type SourceKind = Source['kind'];
export type CameraSource = Extract<Source, { kind: 'camera' }>;
export type MicrophoneSource = Extract<Source, { kind: 'microphone' }>;
export type ScreenSource = Extract<Source, { kind: 'screen' }>;

/** Whether a source can be the host's own picture among the people on stage. */
export const canShowHost = ({ kind }: Source): boolean => kind === 'camera' || kind === 'test-pattern';

/** How a picture fills its layer: cut to cover, whole inside, or stretched. */
export const Fit = v.picklist(['cover', 'contain', 'stretch']);
export type Fit = v.InferOutput<typeof Fit>;

export const TextStyle = v.object({
  /** Height of the type as a fraction of the program's height. */
  sizeFraction: v.pipe(v.number(), v.minValue(0.01), v.maxValue(0.6)),
  weight: v.picklist([400, 600, 800]),
  align: v.picklist(['left', 'center', 'right']),
  color: Color,
  /** Box behind the text; null for none. */
  background: v.nullable(Color),
});
export type TextStyle = v.InferOutput<typeof TextStyle>;

/** How people are arranged in a layer of theirs: see `layouts.ts`. */
export const PeopleLayout = v.picklist([
  'auto',
  'solo',
  'split',
  'grid',
  'picture-in-picture',
  'presentation',
  'close-up',
]);
export type PeopleLayout = v.InferOutput<typeof PeopleLayout>;

/** What a layer shows. Texts, colors and images are of the layer itself; moving pictures come from a source. */
export const LayerContent = v.variant('kind', [
  v.object({ kind: v.literal('source'), sourceId: SourceId, fit: Fit }),
  v.object({ kind: v.literal('image'), assetId: AssetId, fit: Fit }),
  v.object({ kind: v.literal('text'), text: v.pipe(v.string(), v.maxLength(500)), style: TextStyle }),
  /** One color, or a vertical gradient down to `toColor`. */
  v.object({ kind: v.literal('color'), color: Color, toColor: v.nullable(Color) }),
  /** The place where the callout's card appears while a product is explained. */
  v.object({ kind: v.literal('callout') }),
  /** Everybody on stage and the screens on air, in slots that follow their number. */
  v.object({
    kind: v.literal('people'),
    layout: PeopleLayout,
    /** The host's own picture: a camera or test pattern of the document; null shows a card with the host's name. */
    hostSourceId: v.nullable(SourceId),
    nameTags: v.picklist(['shown', 'hidden']),
  }),
]);
export type LayerContent = v.InferOutput<typeof LayerContent>;

export const Layer = v.object({
  id: LayerId,
  name: Name,
  content: LayerContent,
  /** Place in the program, in fractions of its width and height. */
  frame: FractionRect,
  crop: Crop,
  opacity: Fraction,
  isVisible: v.boolean(),
  isLocked: v.boolean(),
});
export type Layer = v.InferOutput<typeof Layer>;

export const Scene = v.object({
  id: SceneId,
  name: Name,
  /** Bottom to top. A layer belongs to exactly one scene. */
  layerIds: v.pipe(v.array(LayerId), v.maxLength(100)),
});
export type Scene = v.InferOutput<typeof Scene>;

export const ProgramFormat = v.object({
  widthPx: v.pipe(v.number(), v.integer(), v.minValue(160), v.maxValue(1920), v.multipleOf(16)),
  /** 1080 is not a multiple of 16; encoders pad it themselves. */
  heightPx: v.pipe(v.number(), v.integer(), v.minValue(144), v.maxValue(1920), v.multipleOf(8)),
  framesPerSecond: v.picklist([15, 24, 30]),
});
export type ProgramFormat = v.InferOutput<typeof ProgramFormat>;

export const PROGRAM_FORMATS = {
  'landscape-720': { widthPx: 1280, heightPx: 720, framesPerSecond: 30 },
  'landscape-1080': { widthPx: 1920, heightPx: 1080, framesPerSecond: 30 },
  /** Exactly 9:16 and 16-aligned at full, half and quarter size, which Android's hardware encoders need. */
  'portrait-1024': { widthPx: 576, heightPx: 1024, framesPerSecond: 30 },
} as const satisfies Record<string, ProgramFormat>;
export type ProgramFormatName = keyof typeof PROGRAM_FORMATS;

export const TransitionChoice = v.variant('kind', [
  v.object({ kind: v.literal('cut') }),
  v.object({
    kind: v.literal('fade'),
    durationMs: v.pipe(v.number(), v.integer(), v.minValue(50), v.maxValue(20_000)),
  }),
]);
export type TransitionChoice = v.InferOutput<typeof TransitionChoice>;

/**
 * A host's studio as plain data: flat records by id. Which scene is on air is *not* in it (see `program.ts`),
 * so no edit and no undo can switch the scene that viewers see.
 */
export const SceneDocument = v.object({
  version: v.literal(DOCUMENT_VERSION),
  format: ProgramFormat,
  transition: TransitionChoice,
  programAudio: v.object({ gainDb: GainDb, isLimited: v.boolean() }),
  sources: v.record(SourceId, Source),
  /** Order of the mixer's strips and of the source list. */
  sourceIds: v.array(SourceId),
  scenes: v.record(SceneId, Scene),
  sceneIds: v.pipe(v.array(SceneId), v.minLength(1), v.maxLength(50)),
  layers: v.record(LayerId, Layer),
});
export type SceneDocument = v.InferOutput<typeof SceneDocument>;
