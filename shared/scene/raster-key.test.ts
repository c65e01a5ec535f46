import { describe, expect, it } from 'vitest';
import type { RasterSpec } from './draw-list.ts';
import { rasterKey } from './raster-key.ts';
import { A_CARD, A_STYLE, assetId, color } from './sample-documents.ts';

const size = { widthPx: 400, heightPx: 120 };
const crop = { top: 0, right: 0, bottom: 0, left: 0 };
const text: RasterSpec = { kind: 'text', text: 'Hi', style: A_STYLE, programHeightPx: 720, ...size };
const image: RasterSpec = { kind: 'image', assetId: assetId('a'), fit: 'cover', crop, ...size };

const DIFFERENT: readonly RasterSpec[] = [
  text,
  { ...text, text: 'Ho' },
  { ...text, style: { ...A_STYLE, background: color('#000000') } },
  { ...text, style: { ...A_STYLE, weight: 800 } },
  { ...text, programHeightPx: 1080 },
  { ...text, widthPx: 402 },
  { kind: 'card', card: A_CARD, ...size },
  { kind: 'card', card: { ...A_CARD, stockLine: null }, ...size },
  { kind: 'card', card: { ...A_CARD, formerPrice: null }, ...size },
  { kind: 'card', card: { ...A_CARD, sellerLine: null }, ...size },
  { kind: 'card', card: { ...A_CARD, pictureKey: null }, ...size },
  image,
  { ...image, fit: 'contain' },
  { ...image, crop: { ...crop, left: 0.5 } },
  { ...image, crop: { ...crop, right: 0.5 } },
  { kind: 'slate', of: 'camera', title: 'Camera', reason: 'lost', ...size },
  { kind: 'slate', of: 'camera', title: 'Camera', reason: 'starting', ...size },
  { kind: 'slate', of: 'screen', title: 'Camera', reason: 'starting', ...size },
  { kind: 'name-card', name: 'Ada', stateLine: null, freeHeightPx: size.heightPx, ...size },
  { kind: 'name-card', name: 'Ada', stateLine: 'Reconnecting', freeHeightPx: size.heightPx, ...size },
  { kind: 'name-card', name: 'Ada', stateLine: null, freeHeightPx: size.heightPx / 2, ...size },
  { kind: 'name-card', name: 'Bo', stateLine: null, freeHeightPx: size.heightPx, ...size },
  { kind: 'name-tag', name: 'Ada', typePx: 20, side: 'left', ...size },
  { kind: 'name-tag', name: 'Ada', typePx: 20, side: 'right', ...size },
  { kind: 'name-tag', name: 'Ada', typePx: 22, side: 'left', ...size },
  { kind: 'name-tag', name: 'Bo', typePx: 20, side: 'left', ...size },
  { kind: 'gradient', color: '#000000', toColor: '#ffffff', ...size },
  { kind: 'gradient', color: '#ffffff', toColor: '#000000', ...size },
];

describe('rasterKey', () => {
  it('differs for every difference that can be seen', () => {
    expect(new Set(DIFFERENT.map(rasterKey)).size).toBe(DIFFERENT.length);
  });

  it('is equal for equal specs, whatever the order of their properties', () => {
    for (const spec of DIFFERENT) {
      const reversed = Object.fromEntries(Object.entries(spec).reverse());
      expect(rasterKey({ ...spec, ...reversed })).toBe(rasterKey(structuredClone(spec)));
    }
  });
});
