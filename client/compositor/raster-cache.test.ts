import { describe, expect, it } from 'vitest';
import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import { gradientRaster } from './gradient-raster.ts';
import type { Raster } from './raster.ts';
import { RasterCache } from './raster-cache.ts';

const gradient = (color: string, widthPx = 16): RasterSpec => ({
  kind: 'gradient',
  color,
  toColor: '#000000',
  widthPx,
  heightPx: 16,
});

const card = (price: string, name = 'Honey'): RasterSpec => ({
  kind: 'card',
  card: {
    name,
    price,
    formerPrice: null,
    stockLine: null,
    sellerLine: null,
    availability: 'available',
    pictureKey: null,
  },
  widthPx: 16,
  heightPx: 16,
});

/** A cache whose every rasterization takes `costMs` of a clock of its own. */
const makeCache = ({ costMs = 1, frameBudgetMs = 2, maxBytes = 1e9, hasImage = (): boolean => true } = {}) => {
  const made: RasterSpec[] = [];
  let nowMs = 0;
  const rasterize = (spec: RasterSpec): Raster | null => {
    nowMs += costMs;
    if (!hasImage()) return null;
    made.push(spec);
    return gradientRaster(
      { color: '#102030', toColor: '#000000', widthPx: spec.widthPx, heightPx: spec.heightPx },
      { version: made.length, outsetPx: 0 },
    );
  };
  return { made, cache: new RasterCache({ rasterize, nowMs: () => nowMs, maxBytes, frameBudgetMs }) };
};

describe('raster cache', () => {
  it('makes a raster once and gives it again', () => {
    const { cache, made } = makeCache();
    const first = cache.get('a', gradient('#ff0000'));
    cache.startFrame();
    expect(cache.get('a', gradient('#ff0000'))).toBe(first);
    expect(made).toHaveLength(1);
  });

  it('makes no more than a frame’s budget allows, and the rest between frames', () => {
    const { cache, made } = makeCache({ costMs: 2, frameBudgetMs: 3 });
    const keys = ['a', 'b', 'c', 'd'];
    cache.startFrame();
    expect(keys.map((key) => cache.get(key, gradient('#ff0000')) !== null)).toEqual([true, true, false, false]);
    expect(made).toHaveLength(2);
    cache.workOff();
    cache.workOff();
    expect(cache.hasWork).toBe(false);
    cache.startFrame();
    expect(keys.every((key) => cache.get(key, gradient('#ff0000')) !== null)).toBe(true);
    expect(made).toHaveLength(4);
  });

  it('shows the card’s former price until the new one is made, and no other product’s', () => {
    const { cache } = makeCache({ costMs: 5, frameBudgetMs: 3 });
    cache.startFrame();
    const before = cache.get('card-1', card('¥52'));
    cache.get('filler', gradient('#000001'));
    expect(cache.get('card-2', card('¥39'))).toBe(before);
    expect(cache.get('card-3', card('¥39', 'Chilli'))).toBeNull();
  });

  it('shows a person’s card of another size until the new one is made, and nobody else’s', () => {
    const { cache } = makeCache({ costMs: 5, frameBudgetMs: 3 });
    const nameCard = (name: string, widthPx: number): RasterSpec => ({
      kind: 'name-card',
      name,
      stateLine: null,
      freeHeightPx: 16,
      widthPx,
      heightPx: 16,
    });
    cache.startFrame();
    const small = cache.get('small', nameCard('Ada', 16));
    expect(cache.get('large', nameCard('Ada', 32))).toBe(small);
    expect(cache.get('other', nameCard('Bo', 32))).toBeNull();
  });

  it('shows a stale raster until it is made again', () => {
    const { cache } = makeCache({ costMs: 5, frameBudgetMs: 3 });
    cache.startFrame();
    const before = cache.get('card', card('¥52'));
    cache.invalidate((spec) => spec.kind === 'card');
    cache.get('filler', gradient('#000001'));
    expect(cache.get('card', card('¥52'))).toBe(before);
    cache.startFrame();
    expect(cache.get('card', card('¥52'))?.version).not.toBe(before?.version);
  });

  it('does not try an image that is missing in every frame, but when something arrives', () => {
    let isHere = false;
    const { cache, made } = makeCache({ hasImage: () => isHere });
    expect(cache.get('image', gradient('#ff0000'))).toBeNull();
    isHere = true;
    cache.startFrame();
    expect(cache.get('image', gradient('#ff0000'))).toBeNull();
    expect(made).toHaveLength(0);
    cache.invalidate(() => true);
    expect(cache.get('image', gradient('#ff0000'))).not.toBeNull();
  });

  it('forgets the longest unused rasters beyond its bound', () => {
    const { cache, made } = makeCache({ maxBytes: 2 * 16 * 16 * 2.75, frameBudgetMs: 1e9 });
    cache.get('a', gradient('#ff0000'));
    cache.get('b', gradient('#00ff00'));
    cache.get('a', gradient('#ff0000'));
    cache.get('c', gradient('#0000ff'));
    expect(cache.bytes).toBe(2 * 16 * 16 * 2.75);
    cache.get('a', gradient('#ff0000'));
    expect(made).toHaveLength(3);
    cache.get('b', gradient('#00ff00'));
    expect(made).toHaveLength(4);
  });
});
