import * as v from 'valibot';
import { AssetId, CalloutId, ItemId, MessageId, ParticipantId, SceneId, SourceId } from '../../shared/ids.ts';
import { ProgramFormat, SceneDocument } from '../../shared/scene/document.ts';
import type { Program, StageSeats } from '../../shared/scene/program.ts';
import { ProgramMark } from '../../shared/show/state.ts';

/** What page and compositor worker say to each other. Frames are not among it: they flow in streams, past the page. */

const Timestamp = v.pipe(v.number(), v.finite());
const WidthPx = v.pipe(v.number(), v.integer(), v.minValue(16), v.maxValue(1920));
const RequestId = v.pipe(v.number(), v.integer());

/** Whether the frame stamp is painted into the program. @see shared/scene/frame-stamp.ts */
export const StampSwitch = v.picklist(['off', 'on']);
export type StampSwitch = v.InferOutput<typeof StampSwitch>;

const Card = v.object({
  name: v.string(),
  price: v.string(),
  formerPrice: v.nullable(v.string()),
  stockLine: v.nullable(v.string()),
  sellerLine: v.nullable(v.string()),
  availability: v.picklist(['available', 'sold-out']),
  pictureKey: v.nullable(v.string()),
});

const Seat = v.object({ participantId: ParticipantId, sourceId: SourceId, name: v.string() });

const Stage: v.GenericSchema<unknown, StageSeats> = v.object({
  seats: v.array(
    v.object({
      ...Seat.entries,
      picture: v.picklist(['shown', 'card']),
      presence: v.picklist(['here', 'dropped']),
    }),
  ),
  spotlightId: v.nullable(ParticipantId),
  screens: v.array(Seat),
  droppedWord: v.string(),
});

const ProgramMessage: v.GenericSchema<unknown, Program> = v.object({
  sceneId: SceneId,
  fade: v.nullable(v.object({ fromSceneId: SceneId, startedAtMs: Timestamp, durationMs: Timestamp })),
  callout: v.nullable(
    v.object({
      calloutId: CalloutId,
      itemId: ItemId,
      card: Card,
      openedAtMs: Timestamp,
      closedAtMs: v.nullable(Timestamp),
    }),
  ),
  comment: v.nullable(
    v.object({
      messageId: MessageId,
      name: v.string(),
      text: v.string(),
      openedAtMs: Timestamp,
      closedAtMs: v.nullable(Timestamp),
    }),
  ),
  stage: Stage,
});

/** Why a source goes: taken out by the host, or lost, which leaves a slate with its name. */
export const DetachReason = v.picklist(['removed', 'lost']);
export type DetachReason = v.InferOutput<typeof DetachReason>;

export const ToCompositor = v.variant('type', [
  v.object({
    type: v.literal('open'),
    format: ProgramFormat,
    stamp: StampSwitch,
    /** Where composed frames go: the other end is the track's worker. */
    output: v.instance(MessagePort),
  }),
  v.object({ type: v.literal('document'), document: SceneDocument }),
  v.object({ type: v.literal('program'), program: ProgramMessage }),
  v.object({ type: v.literal('format'), format: ProgramFormat }),
  v.object({ type: v.literal('stamp'), stamp: StampSwitch }),
  v.object({ type: v.literal('attach'), sourceId: SourceId, readable: v.instance(ReadableStream<VideoFrame>) }),
  v.object({ type: v.literal('detach'), sourceId: SourceId, reason: DetachReason }),
  v.object({ type: v.literal('asset'), assetId: AssetId, blob: v.instance(Blob) }),
  v.object({ type: v.literal('picture'), pictureKey: v.string(), blob: v.instance(Blob) }),
  v.object({ type: v.literal('thumbnail'), requestId: RequestId, sceneId: SceneId, widthPx: WidthPx }),
  v.object({ type: v.literal('ping') }),
]);
export type ToCompositor = v.InferOutput<typeof ToCompositor>;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the compositor did; once a second. */
export const CompositorStats = v.object({
  /** Since the worker started. */
  composedFrames: Count,
  /** Since the worker started: frames that never were, because composing was late. OBS's "missed due to rendering lag". */
  missedFrames: Count,
  /** Over the second. */
  composedPerSecond: v.number(),
  composeMsP50: v.number(),
  composeMsP95: v.number(),
  /** Frames each attached source delivered over the second. */
  sourceFps: v.record(SourceId, v.number()),
});
export type CompositorStats = v.InferOutput<typeof CompositorStats>;

/** Node, where tests run, has no ImageBitmap. */
const isImageBitmap = (value: unknown): boolean => typeof ImageBitmap === 'function' && value instanceof ImageBitmap;

export const FromCompositor = v.variant('type', [
  v.object({ type: v.literal('stats'), stats: CompositorStats }),
  v.object({ type: v.literal('mark'), mark: ProgramMark }),
  v.object({ type: v.literal('source-pace'), sourceId: SourceId, pace: v.picklist(['moving', 'stalled']) }),
  v.object({ type: v.literal('image-unreadable'), key: v.string() }),
  v.object({
    type: v.literal('thumbnail'),
    requestId: RequestId,
    bitmap: v.nullable(v.custom<ImageBitmap>(isImageBitmap)),
  }),
  v.object({ type: v.literal('pong') }),
]);
export type FromCompositor = v.InferOutput<typeof FromCompositor>;

/** What the page tells the track's worker: once where to write, then once per compositor worker where frames come from. */
export const ToTrackWorker = v.variant('type', [
  v.object({ type: v.literal('open'), writable: v.instance(WritableStream<VideoFrame>) }),
  v.object({ type: v.literal('source'), input: v.instance(MessagePort) }),
]);
export type ToTrackWorker = v.InferOutput<typeof ToTrackWorker>;
