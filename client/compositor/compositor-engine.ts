import type { SourceId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import { pageClock, wallClockMs } from '../platform/clock.ts';
import { Composer, type FrameOutput } from './composer.ts';
import { loadFonts } from './fonts.ts';
import { FrameDates } from './frame-dates.ts';
import type { FromCompositor, ToCompositor } from './messages.ts';
import { Pacer } from './pacing.ts';
import { I420Painter } from './painter-i420.ts';
import { rgbaOf } from '../planes/plane-convert.ts';
import { frameOf, openReadBackContext, uprightReader } from '../planes/video-frame.ts';
import { wantedRasters } from './prepare-rasters.ts';
import { ProgramLoop } from './program-loop.ts';
import { RasterCache } from './raster-cache.ts';
import { Rasterizer } from './rasterizer.ts';
import { SourceShelf } from './source-shelf.ts';
import { SourceIntake } from './source-intake.ts';

type Opening = Extract<ToCompositor, { type: 'open' }>;
type Command = Exclude<ToCompositor, { type: 'open' }>;
type Tell = (message: FromCompositor, transfer?: Transferable[]) => void;
type ThumbnailRequest = Extract<ToCompositor, { type: 'thumbnail' }>;

export type CompositorEngine = { handle(command: Command): void };

/** About 25 full pictures at 720p. */
const RASTER_BYTES = 64 * 1024 * 1024;
/** Of the 33 ms of a frame; a card takes about 3. */
const RASTER_BUDGET_MS = 5;
const STATS_INTERVAL_MS = 1_000;

const nowMicros = (): number => Math.round(wallClockMs() * 1000);

const frameOutput = (port: MessagePort): FrameOutput<VideoFrame> => {
  const dates = new FrameDates();
  return {
    make: (surface) => frameOf(surface, dates.next(nowMicros())),
    pass: (frame) => {
      dates.passed(frame.timestamp, nowMicros());
      return frame.clone();
    },
    send: (frame) => port.postMessage(frame, [frame]),
  };
};

/** The compositor inside its worker: builds the parts, and carries out what the page says. */
export const openCompositorEngine = (opening: Opening, tell: Tell): CompositorEngine => new Engine(opening, tell);

class Engine implements CompositorEngine {
  readonly #tell: Tell;
  readonly #rasterizer: Rasterizer;
  readonly #rasters: RasterCache;
  readonly #shelf: SourceShelf<VideoFrame>;
  readonly #composer: Composer<VideoFrame>;
  readonly #pacer: Pacer;
  readonly #loop: ProgramLoop;
  readonly #intake: SourceIntake<VideoFrame>;
  readonly #thumbnails: ThumbnailRequest[] = [];
  #toldFrames = 0;

  constructor({ format, stamp, output }: Opening, tell: Tell) {
    this.#tell = tell;
    this.#rasterizer = new Rasterizer(openReadBackContext(), format);
    this.#rasters = new RasterCache({
      rasterize: (spec) => this.#rasterizer.rasterize(spec),
      nowMs: wallClockMs,
      maxBytes: RASTER_BYTES,
      frameBudgetMs: RASTER_BUDGET_MS,
    });
    this.#shelf = new SourceShelf(uprightReader(), () => this.#composer.planAnew());
    const ports = {
      painter: new I420Painter(),
      rasters: this.#rasters,
      shelf: this.#shelf,
      output: frameOutput(output),
    };
    this.#composer = new Composer({ ...ports, onMark: (mark) => tell({ type: 'mark', mark }) }, format, stamp);
    this.#pacer = new Pacer(format);
    this.#loop = new ProgramLoop({
      composer: this.#composer,
      pacer: this.#pacer,
      clock: pageClock(),
      workOff: () => this.#workOff(),
      onError: reportError,
    });
    this.#intake = new SourceIntake<VideoFrame>({
      nowMs: wallClockMs,
      onFrame: (sourceId, frame) => this.#handleFrame(sourceId, frame),
      onEnd: (sourceId) => this.#shelf.detach(sourceId, 'lost'),
      onError: reportError,
    });
    setInterval(() => this.#tellStats(), STATS_INTERVAL_MS);
    loadFonts(() => this.#handleFonts()).catch(reportError);
  }

  handle(command: Command): void {
    switch (command.type) {
      case 'document':
        this.#composer.setDocument(command.document);
        return this.#prepare();
      case 'program':
        this.#composer.setProgram(command.program);
        return this.#prepare();
      case 'format':
        this.#pacer.setRate(command.format);
        this.#composer.setFormat(command.format);
        this.#rasterizer.setProgramSize(command.format);
        return this.#prepare();
      case 'stamp':
        return this.#composer.setStamp(command.stamp);
      case 'attach':
        this.#shelf.attach(command.sourceId);
        return this.#intake.attach(command.sourceId, command.readable);
      case 'detach':
        this.#intake.detach(command.sourceId);
        this.#pacer.forget(command.sourceId);
        return this.#shelf.detach(command.sourceId, command.reason);
      case 'asset':
        return this.#decode(command.assetId, command.blob, (bitmap) => {
          this.#rasterizer.putAsset(command.assetId, bitmap);
          this.#invalidate((spec) => spec.kind === 'image' && spec.assetId === command.assetId);
        });
      case 'picture':
        return this.#decode(command.pictureKey, command.blob, (bitmap) => {
          this.#rasterizer.putPicture(command.pictureKey, bitmap);
          this.#invalidate((spec) => spec.kind === 'card' && spec.card.pictureKey === command.pictureKey);
        });
      case 'thumbnail':
        this.#thumbnails.push(command);
        return;
      case 'ping':
        return this.#tell({ type: 'pong' });
      default:
        return assertNever(command);
    }
  }

  #handleFrame(sourceId: SourceId, frame: VideoFrame): void {
    this.#shelf.put(sourceId, frame);
    this.#loop.arrived(sourceId);
  }

  #handleFonts(): void {
    this.#rasterizer.setTypeface('product');
    this.#invalidate((spec) => spec.kind !== 'image' && spec.kind !== 'gradient');
  }

  /** Rasters of all scenes are made before they are needed: a cut must not wait for a text. */
  #prepare(): void {
    const { document, program } = this.#composer;
    if (document && program) {
      const wanted = wantedRasters({ document, program, views: this.#shelf.views, maxBytes: RASTER_BYTES / 2 });
      for (const { key, spec } of wanted) this.#rasters.prepare(key, spec);
    }
    this.#loop.pump();
  }

  #invalidate(isAffected: (spec: RasterSpec) => boolean): void {
    this.#rasters.invalidate(isAffected);
    this.#prepare();
  }

  #decode(key: string, blob: Blob, use: (bitmap: ImageBitmap) => void): void {
    createImageBitmap(blob).then(use, () => this.#tell({ type: 'image-unreadable', key }));
  }

  async #workOff(): Promise<void> {
    if (this.#rasters.hasWork) return this.#rasters.workOff();
    const request = this.#thumbnails.shift();
    if (!request) return this.#rasterizer.lookUpFace();
    const { requestId, sceneId, widthPx } = request;
    const surface = await this.#composer.paintScene(sceneId, widthPx, wallClockMs());
    if (!surface) return this.#tell({ type: 'thumbnail', requestId, bitmap: null });
    const bitmap = await createImageBitmap(new ImageData(rgbaOf(surface), surface.widthPx, surface.heightPx));
    this.#tell({ type: 'thumbnail', requestId, bitmap }, [bitmap]);
  }

  #tellStats(): void {
    const { p50Ms, p95Ms } = this.#loop.takeTimings();
    const { sourceFps, elapsedMs } = this.#intake.takeCounts();
    const { composedFrames } = this.#composer;
    const composedPerSecond = ((composedFrames - this.#toldFrames) * 1000) / elapsedMs;
    this.#toldFrames = composedFrames;
    this.#tell({
      type: 'stats',
      stats: {
        composedFrames,
        missedFrames: this.#pacer.missedFrames,
        composedPerSecond,
        composeMsP50: p50Ms,
        composeMsP95: p95Ms,
        sourceFps,
      },
    });
    for (const news of this.#intake.takePaces((id) => this.#isMovingKind(id))) {
      this.#tell({ type: 'source-pace', ...news });
    }
    this.#loop.pump();
  }

  /** A shared screen gives no frames while nothing moves on it; cameras and patterns always do. */
  #isMovingKind(sourceId: SourceId): boolean {
    const kind = this.#composer.document?.sources[sourceId]?.kind;
    return kind === 'camera' || kind === 'test-pattern';
  }
}
