import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import { rasterBytes, type Raster } from './raster.ts';

type Entry = { readonly key: string; readonly spec: RasterSpec; raster: Raster; isStale: boolean };

export type RasterCacheFacts = {
  /** Null while the spec's image is not here. */
  readonly rasterize: (spec: RasterSpec) => Raster | null;
  readonly nowMs: () => number;
  /** Rasters beyond this are forgotten, the longest unused first. */
  readonly maxBytes: number;
  /** How long one frame may rasterize before it makes do with what is there. */
  readonly frameBudgetMs: number;
};

/**
 * Rasters by key. A spec is rasterized when it first appears, within a frame's budget; beyond it the frame shows what was
 * there before, and the rest is made between frames.
 */
export class RasterCache {
  readonly #facts: RasterCacheFacts;
  /** Longest unused first. */
  readonly #entries = new Map<string, Entry>();
  readonly #wanted = new Map<string, RasterSpec>();
  /** Specs whose image was missing: not tried again before something arrives. */
  readonly #impossible = new Set<string>();
  #bytes = 0;
  #spentMs = 0;

  constructor(facts: RasterCacheFacts) {
    this.#facts = facts;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether something waits to be made between frames. */
  get hasWork(): boolean {
    return this.#wanted.size > 0;
  }

  /** Begins a frame: gives it a new budget. */
  startFrame(): void {
    this.#spentMs = 0;
  }

  /** The raster to show for `spec` now: its own, an older one in its place, or null. */
  get(key: string, spec: RasterSpec): Raster | null {
    const entry = this.#entries.get(key);
    if (entry && !entry.isStale) return this.#touch(entry).raster;
    if (this.#impossible.has(key)) return entry?.raster ?? null;
    if (this.#spentMs < this.#facts.frameBudgetMs) return this.#make(key, spec) ?? entry?.raster ?? null;
    this.#wanted.set(key, spec);
    return entry?.raster ?? this.#standIn(spec);
  }

  /** Asks for a raster that will be needed soon. */
  prepare(key: string, spec: RasterSpec): void {
    const entry = this.#entries.get(key);
    if ((entry && !entry.isStale) || this.#impossible.has(key)) return;
    this.#wanted.set(key, spec);
  }

  /** Makes one of the rasters that wait. For the time between frames. */
  workOff(): void {
    const next = this.#wanted.entries().next();
    if (!next.done) this.#make(next.value[0], next.value[1]);
  }

  /** Something that rasters are made of has arrived or changed: those that `isAffected` are made again, and shown until then. */
  invalidate(isAffected: (spec: RasterSpec) => boolean): void {
    this.#impossible.clear();
    for (const entry of this.#entries.values()) if (isAffected(entry.spec)) entry.isStale = true;
  }

  #make(key: string, spec: RasterSpec): Raster | null {
    this.#wanted.delete(key);
    const startedAtMs = this.#facts.nowMs();
    const raster = this.#facts.rasterize(spec);
    this.#spentMs += this.#facts.nowMs() - startedAtMs;
    if (!raster) {
      this.#impossible.add(key);
      return null;
    }
    this.#forget(key);
    this.#entries.set(key, { key, spec, raster, isStale: false });
    this.#bytes += rasterBytes(raster);
    this.#evict(key);
    return raster;
  }

  #touch(entry: Entry): Entry {
    this.#entries.delete(entry.key);
    this.#entries.set(entry.key, entry);
    return entry;
  }

  #evict(keptKey: string): void {
    for (const key of this.#entries.keys()) {
      if (this.#bytes <= this.#facts.maxBytes) return;
      if (key !== keptKey) this.#forget(key);
    }
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= rasterBytes(entry.raster);
  }

  /** The newest raster of the same thing with other words: the card before its price changed, the text before the last letter. */
  #standIn(spec: RasterSpec): Raster | null {
    for (const entry of [...this.#entries.values()].reverse()) if (isSameThing(entry.spec, spec)) return entry.raster;
    return null;
  }
}

const isSameThing = (a: RasterSpec, b: RasterSpec): boolean => {
  // Both are opaque and scaled to their place: a person whose slot grows does not vanish for a frame.
  if (a.kind === 'name-card' && b.kind === 'name-card') return a.name === b.name;
  if (a.widthPx !== b.widthPx || a.heightPx !== b.heightPx) return false;
  if (a.kind === 'card' && b.kind === 'card') return a.card.name === b.card.name;
  return a.kind === 'text' && b.kind === 'text' && (a.text.startsWith(b.text) || b.text.startsWith(a.text));
};
