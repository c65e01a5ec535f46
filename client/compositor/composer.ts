import type { Rect } from '../../shared/geometry.ts';
import type { SceneId, SourceId } from '../../shared/ids.ts';
import type { ProgramFormat, SceneDocument } from '../../shared/scene/document.ts';
import type { DrawList, DrawOp, HitArea } from '../../shared/scene/draw-list.ts';
import { paintStamp, stampSize } from '../../shared/scene/frame-stamp.ts';
import { settledHitAreas } from '../../shared/scene/hit.ts';
import { plan } from '../../shared/scene/plan.ts';
import type { Program } from '../../shared/scene/program.ts';
import { settledProgram } from '../../shared/scene/stage.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import { addRect, damageBetween, type OpFacts, type Painted } from './damage.ts';
import { MarkTracker } from './marks.ts';
import type { StampSwitch } from './messages.ts';
import { MovingStage } from './moving-stage.ts';
import type { Painter, PaintInput } from './painter.ts';
import { fitsProgram, loneSource } from './pass-through.ts';
import { growToEven } from '../planes/px-rect.ts';
import type { RasterCache } from './raster-cache.ts';
import type { SourceFrame } from '../planes/source-picture.ts';
import { usedParts, type SourceShelf, type UsedParts } from './source-shelf.ts';
import { makeSurface, type Surface } from '../planes/surface.ts';

/** How program frames come to be and where they go; the browser's VideoFrame, or a test's. */
export type FrameOutput<Frame> = {
  /** A frame of a copy of the surface's planes, dated now. */
  make(surface: Surface): Frame;
  /** A source's frame as a program frame, with the date that it has; `frame` stays the caller's. */
  pass(frame: Frame): Frame;
  /** Takes ownership. */
  send(frame: Frame): void;
};

export type ComposerPorts<Frame extends SourceFrame> = {
  readonly painter: Painter;
  readonly rasters: RasterCache;
  readonly shelf: SourceShelf<Frame>;
  readonly output: FrameOutput<Frame>;
  readonly onMark: (mark: ProgramMark) => void;
};

type Planned = { readonly list: DrawList; readonly parts: UsedParts; readonly sources: readonly SourceId[] };

/** Makes the program's frames: plans, copies what changed, paints what changed, and sends. */
export class Composer<Frame extends SourceFrame> {
  readonly #ports: ComposerPorts<Frame>;
  readonly #marks = new MarkTracker();
  readonly #stage = new MovingStage();
  readonly #input: PaintInput;
  #document: SceneDocument | null = null;
  #program: Program | null = null;
  #format: ProgramFormat;
  #stamp: StampSwitch;
  #planned: Planned | null = null;
  #settled: readonly HitArea[] | null = null;
  #target: Surface;
  /** What the target shows; null when it must be painted whole. */
  #painted: Painted | null = null;
  /** Sequence of the source frame that was passed through last. */
  #passedSequence = 0;
  #counter = 0;

  constructor(ports: ComposerPorts<Frame>, format: ProgramFormat, stamp: StampSwitch) {
    this.#ports = ports;
    this.#format = format;
    this.#stamp = stamp;
    this.#target = makeSurface(format);
    const { shelf, rasters } = ports;
    this.#input = {
      picture: (sourceId) => shelf.picture(sourceId),
      raster: (key, spec) => rasters.get(key, spec),
    };
  }

  get composedFrames(): number {
    return this.#counter;
  }

  /** The sources in the picture, largest first, and whether it changes by time alone; null before there is a program. */
  get shown(): { readonly sources: readonly SourceId[]; readonly motion: DrawList['motion'] } | null {
    return this.#planned && { sources: this.#planned.sources, motion: this.#planned.list.motion };
  }

  /** The document in the program's own format; null before it came. */
  get document(): SceneDocument | null {
    return this.#document;
  }

  get program(): Program | null {
    return this.#program;
  }

  setDocument(document: SceneDocument): void {
    this.#document = { ...document, format: this.#format };
    this.planAnew();
  }

  setProgram(program: Program): void {
    this.#program = program;
    this.planAnew();
  }

  setFormat(format: ProgramFormat): void {
    const { widthPx, heightPx } = this.#format;
    this.#format = format;
    if (this.#document) this.#document = { ...this.#document, format };
    if (format.widthPx !== widthPx || format.heightPx !== heightPx) {
      this.#target = makeSurface(format);
      this.#painted = null;
    }
    this.planAnew();
  }

  setStamp(stamp: StampSwitch): void {
    this.#stamp = stamp;
    this.#painted = null;
  }

  /** Something that the plan depends on has changed. */
  planAnew(): void {
    this.#planned = null;
    this.#settled = null;
  }

  /** Composes and sends the frame of `atMs` (epoch milliseconds). Does nothing before there is a document and a program. */
  async compose(atMs: number): Promise<void> {
    const planned = this.#plan(atMs);
    if (!planned) return;
    const { shelf, output } = this.#ports;
    shelf.frames.lend();
    try {
      const lone = this.#loneFrame(planned.list);
      if (lone) output.send(output.pass(lone));
      else {
        await shelf.refresh(planned.parts);
        output.send(this.#paint(planned.list, atMs));
      }
    } finally {
      shelf.frames.giveBack();
    }
    this.#counter += 1;
    this.#tellMark(planned.list, atMs);
  }

  /** Paints a scene small from the newest frames, on air or not. Null when it is not in the document. */
  async paintScene(sceneId: SceneId, widthPx: number, atMs: number): Promise<Surface | null> {
    const [document, program] = [this.#document, this.#program];
    if (!document || !program || !document.scenes[sceneId]) return null;
    const { shelf, painter, rasters } = this.#ports;
    const even = Math.round(widthPx / 2) * 2;
    const heightPx = Math.round((even * this.#format.heightPx) / this.#format.widthPx / 2) * 2;
    const format = { ...this.#format, widthPx: even, heightPx };
    const list = plan({ ...document, format }, settledProgram({ ...program, sceneId }), shelf.views, atMs);
    shelf.frames.lend();
    try {
      await shelf.refresh(usedParts(list.ops));
      rasters.startFrame();
      const surface = makeSurface(format);
      painter.paint(surface, list, [{ x: 0, y: 0, width: even, height: heightPx }], this.#input);
      return surface;
    } finally {
      shelf.frames.giveBack();
    }
  }

  close(): void {
    this.#ports.shelf.close();
  }

  #plan(atMs: number): Planned | null {
    const [document, program] = [this.#document, this.#program];
    if (!document || !program) return null;
    const stage = this.#stage.inFrame(program.stage, atMs, 1000 / this.#format.framesPerSecond);
    const kept = this.#planned;
    if (kept && kept.list.motion === 'still') return kept;
    const list = plan(document, { ...program, stage }, this.#ports.shelf.views, atMs);
    const parts = usedParts(list.ops);
    this.#planned = { list, parts, sources: sourcesBySize(list.ops) };
    return this.#planned;
  }

  /** The new frame of the source that alone is the program. Its date cannot be changed, so no frame is passed twice. */
  #loneFrame(list: DrawList): Frame | null {
    const sourceId = this.#stamp === 'on' ? null : loneSource(list);
    if (sourceId === null) return null;
    const { frames } = this.#ports.shelf;
    const frame = frames.newest(sourceId);
    const sequence = frames.sequence(sourceId);
    if (!frame || sequence === this.#passedSequence || !fitsProgram(frame, list)) return null;
    this.#passedSequence = sequence;
    // The target falls behind the picture on air, so what comes next is painted whole.
    this.#painted = null;
    return frame;
  }

  #paint(list: DrawList, atMs: number): Frame {
    const { output, painter, rasters } = this.#ports;
    rasters.startFrame();
    const painted: Painted = { list, facts: list.ops.map((op) => this.#factsOf(op)) };
    const damage = [...damageBetween(this.#painted, painted)];
    if (this.#stamp === 'on') addRect(damage, this.#stampRect());
    if (damage.length > 0) painter.paint(this.#target, list, damage, this.#input);
    this.#painted = painted;
    if (this.#stamp === 'on') this.#paintStamp(atMs);
    return output.make(this.#target);
  }

  #paintStamp(atMs: number): void {
    const { widthPx, y, u, v } = this.#target;
    const planes = { y: y.bytes, u: u.bytes, v: v.bytes, yStride: y.stride, uvStride: u.stride };
    paintStamp({ widthPx, ...planes }, { atMs, counter: this.#counter });
  }

  #stampRect(): Rect {
    const { widthPx, heightPx } = stampSize(this.#target.widthPx);
    return growToEven({ x: 0, y: 0, width: widthPx, height: heightPx });
  }

  #factsOf(op: DrawOp): OpFacts {
    if (op.op === 'video') return { version: this.#input.picture(op.sourceId)?.version ?? -1, outsetPx: 0 };
    if (op.op !== 'raster') return { version: 0, outsetPx: 0 };
    const raster = this.#input.raster(op.key, op.spec);
    return { version: raster?.version ?? -1, outsetPx: raster?.outsetPx ?? 0 };
  }

  #tellMark(list: DrawList, atMs: number): void {
    const [document, program] = [this.#document, this.#program];
    if (!document || !program) return;
    this.#settled ??= settledHitAreas(document, program, this.#ports.shelf.views);
    const mark = this.#marks.next({ atMs, list, program, settled: this.#settled });
    if (mark) this.#ports.onMark(mark);
  }
}

const sourcesBySize = (ops: readonly DrawOp[]): SourceId[] => {
  const areas = new Map<SourceId, number>();
  const collect = (list: readonly DrawOp[]): void => {
    for (const op of list) {
      if (op.op === 'group') collect(op.ops);
      if (op.op === 'video') areas.set(op.sourceId, Math.max(areas.get(op.sourceId) ?? 0, op.to.width * op.to.height));
    }
  };
  collect(ops);
  return [...areas].sort((a, b) => b[1] - a[1]).map(([sourceId]) => sourceId);
};
