import type { Rect } from '../../shared/geometry.ts';
import type { SourceId } from '../../shared/ids.ts';
import type { DrawOp } from '../../shared/scene/draw-list.ts';
import type { SourceView } from '../../shared/scene/program.ts';
import { FrameStore } from './frame-store.ts';
import { unite } from '../planes/px-rect.ts';
import type { Pyramid } from '../planes/pyramid.ts';
import { SourcePicture, type ReadUpright, type SourceFrame } from '../planes/source-picture.ts';

/** Which part of each source's picture a list of ops needs, in fractions. */
export type UsedParts = ReadonlyMap<SourceId, Rect>;

export const usedParts = (ops: readonly DrawOp[], parts = new Map<SourceId, Rect>()): Map<SourceId, Rect> => {
  for (const op of ops) {
    if (op.op === 'group') usedParts(op.ops, parts);
    if (op.op !== 'video') continue;
    const known = parts.get(op.sourceId);
    parts.set(op.sourceId, known ? unite(known, op.from) : op.from);
  }
  return parts;
};

/** The sources of a compositor: their newest frames, what is known of each, and their pixels once they are needed. */
export class SourceShelf<Frame extends SourceFrame> {
  readonly frames = new FrameStore<Frame>();
  readonly #readUpright: ReadUpright<Frame>;
  readonly #views = new Map<SourceId, SourceView>();
  readonly #pictures = new Map<SourceId, SourcePicture<Frame>>();
  /** Told when a view changes, so that the program is planned anew. */
  readonly #onViews: () => void;

  constructor(readUpright: ReadUpright<Frame>, onViews: () => void) {
    this.#readUpright = readUpright;
    this.#onViews = onViews;
  }

  get views(): ReadonlyMap<SourceId, SourceView> {
    return this.#views;
  }

  attach(sourceId: SourceId): void {
    this.#setView(sourceId, { state: 'starting' });
  }

  detach(sourceId: SourceId, reason: 'removed' | 'lost'): void {
    this.frames.remove(sourceId);
    this.#pictures.delete(sourceId);
    if (reason === 'lost') this.#setView(sourceId, { state: 'lost' });
    else if (this.#views.delete(sourceId)) this.#onViews();
  }

  /** Takes ownership of `frame`. */
  put(sourceId: SourceId, frame: Frame): void {
    const { displayWidth, displayHeight } = frame;
    const view = this.#views.get(sourceId);
    if (view?.state !== 'live' || view.widthPx !== displayWidth || view.heightPx !== displayHeight) {
      this.#setView(sourceId, { state: 'live', widthPx: displayWidth, heightPx: displayHeight });
    }
    this.frames.put(sourceId, frame);
  }

  /** The source's pixels as they were last copied. */
  picture(sourceId: SourceId): Pyramid | null {
    return this.#pictures.get(sourceId)?.pyramid ?? null;
  }

  /** Copies what is used of the newest frames and was not copied yet. */
  async refresh(parts: UsedParts): Promise<void> {
    const copies: Promise<void>[] = [];
    for (const [sourceId, part] of parts) {
      const frame = this.frames.newest(sourceId);
      if (frame) copies.push(this.#pictureOf(sourceId).refresh(frame, this.frames.sequence(sourceId), part));
    }
    await Promise.all(copies);
  }

  close(): void {
    this.frames.close();
    this.#pictures.clear();
  }

  #pictureOf(sourceId: SourceId): SourcePicture<Frame> {
    const kept = this.#pictures.get(sourceId);
    if (kept) return kept;
    const made = new SourcePicture(this.#readUpright);
    this.#pictures.set(sourceId, made);
    return made;
  }

  #setView(sourceId: SourceId, view: SourceView): void {
    this.#views.set(sourceId, view);
    this.#onViews();
  }
}
