import { assertNever } from '../invariant.ts';
import type { RasterSpec } from './draw-list.ts';

const partsOf = (spec: RasterSpec): readonly (string | number | null)[] => {
  switch (spec.kind) {
    case 'text': {
      const { sizeFraction, weight, align, color, background } = spec.style;
      return [spec.text, sizeFraction, weight, align, color, background, spec.programHeightPx];
    }
    case 'card': {
      const { name, price, formerPrice, stockLine, sellerLine, availability, pictureKey } = spec.card;
      return [name, price, formerPrice, stockLine, sellerLine, availability, pictureKey];
    }
    case 'image':
      return [spec.assetId, spec.fit, spec.crop.top, spec.crop.right, spec.crop.bottom, spec.crop.left];
    case 'slate':
      return [spec.of, spec.title, spec.reason];
    case 'gradient':
      return [spec.color, spec.toColor];
    case 'name-card':
      return [spec.name, spec.stateLine, spec.freeHeightPx];
    case 'comment':
      return [spec.name, spec.text, spec.typePx];
    case 'name-tag':
      return [spec.name, spec.typePx, spec.side];
    default:
      return assertNever(spec);
  }
};

/** The raster cache's key of `spec`: equal specs have equal keys, different specs different ones. */
export const rasterKey = (spec: RasterSpec): string =>
  JSON.stringify([spec.kind, spec.widthPx, spec.heightPx, ...partsOf(spec)]);
