import type { SizePx } from '../../shared/geometry.ts';
import type { AssetId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import { TextStyle } from '../../shared/scene/document.ts';
import { placePicture } from '../../shared/scene/place.ts';
import { CARD_WEIGHTS, layoutCard } from './card-layout.ts';
import { layoutComment } from './comment-layout.ts';
import { gradientRaster } from './gradient-raster.ts';
import { GrowingCanvas } from '../planes/growing-canvas.ts';
import { layoutNameCard, layoutNameTag } from './name-layout.ts';
import { paintCard } from './paint-card.ts';
import { paintComment } from './paint-comment.ts';
import { paintNameCard, paintNameTag } from './paint-name.ts';
import { paintSlate } from './paint-slate.ts';
import { measureIn, paintTextBlock, type Canvas2d, type Pen, type Typeface } from './paint-text.ts';
import { rasterFromRgba, type Raster } from './raster.ts';
import { layoutText } from './text-layout.ts';

type Spec<Kind extends RasterSpec['kind']> = Extract<RasterSpec, { kind: Kind }>;

/** Every weight that something is written in. */
const WEIGHTS = new Set([...TextStyle.entries.weight.options, ...CARD_WEIGHTS]);
/** Latin and Chinese: the scripts of the product's languages, each from a face of its own. */
const SAMPLE = 'A中';

/**
 * Draws texts, cards, names, images and slates on a canvas of its own, once per spec, and gives them as planes.
 * Owns the pictures that were put into it, as long as its worker lives.
 */
export class Rasterizer {
  readonly #canvas: GrowingCanvas<Canvas2d>;
  #typeface: Typeface = 'system';
  readonly #unknownWeights = new Set(WEIGHTS);
  readonly #assets = new Map<AssetId, ImageBitmap>();
  readonly #pictures = new Map<string, ImageBitmap>();
  #version = 0;

  constructor(context: Canvas2d, program: SizePx) {
    this.#canvas = new GrowingCanvas(context);
    this.setProgramSize(program);
  }

  /** Rasters are hardly ever larger than the program. */
  setProgramSize(program: SizePx): void {
    this.#canvas.makeRoom(program);
  }

  setTypeface(typeface: Typeface): void {
    this.#typeface = typeface;
    for (const weight of WEIGHTS) this.#unknownWeights.add(weight);
  }

  /**
   * Looks up one more of the faces that texts are written in; for idle time. The first use of a face asks the page's main
   * thread for it (Chromium on Linux), and the program must not wait for a page that hangs.
   */
  lookUpFace(): void {
    const [weight] = this.#unknownWeights;
    if (weight === undefined) return;
    this.#unknownWeights.delete(weight);
    measureIn(this.#pen)(SAMPLE, { sizePx: 32, weight });
  }

  /** Takes ownership of `bitmap`. */
  putAsset(assetId: AssetId, bitmap: ImageBitmap): void {
    this.#assets.get(assetId)?.close();
    this.#assets.set(assetId, bitmap);
  }

  /** Takes ownership of `bitmap`. */
  putPicture(pictureKey: string, bitmap: ImageBitmap): void {
    this.#pictures.get(pictureKey)?.close();
    this.#pictures.set(pictureKey, bitmap);
  }

  /** The spec's raster; null while its image is not here. */
  rasterize(spec: RasterSpec): Raster | null {
    this.#version += 1;
    const version = this.#version;
    switch (spec.kind) {
      case 'gradient':
        return gradientRaster(spec, { version, outsetPx: 0 });
      case 'text': {
        const pen = this.#clear(spec);
        paintTextBlock(pen, layoutText(spec, measureIn(pen)), spec.style);
        return this.#read(spec, 0);
      }
      case 'slate':
        paintSlate(this.#clear(spec), spec);
        return this.#read(spec, 0);
      case 'name-card': {
        const pen = this.#clear(spec);
        paintNameCard(pen, spec, layoutNameCard(spec, measureIn(pen)));
        return this.#read(spec, 0);
      }
      case 'name-tag': {
        const pen = this.#clear(spec);
        paintNameTag(pen, layoutNameTag(spec, measureIn(pen)));
        return this.#read(spec, 0);
      }
      case 'comment': {
        const pen = this.#clear(spec);
        paintComment(pen, layoutComment(spec, measureIn(pen)));
        return this.#read(spec, 0);
      }
      case 'card':
        return this.#rasterizeCard(spec);
      case 'image':
        return this.#rasterizeImage(spec);
      default:
        return assertNever(spec);
    }
  }

  #rasterizeCard(spec: Spec<'card'>): Raster {
    const { card } = spec;
    const layout = layoutCard(card, spec, measureIn(this.#pen));
    const outsetPx = layout.outsetPx;
    const size = { widthPx: spec.widthPx + 2 * outsetPx, heightPx: spec.heightPx + 2 * outsetPx };
    const pen = this.#clear(size);
    const picture = card.pictureKey === null ? null : (this.#pictures.get(card.pictureKey) ?? null);
    pen.context.translate(outsetPx, outsetPx);
    paintCard(pen, { layout, picture, availability: card.availability });
    return this.#read(size, outsetPx);
  }

  #rasterizeImage(spec: Spec<'image'>): Raster | null {
    const bitmap = this.#assets.get(spec.assetId);
    if (!bitmap) return null;
    const { crop, fit, widthPx, heightPx } = spec;
    const source = { widthPx: bitmap.width, heightPx: bitmap.height };
    const box = { x: 0, y: 0, width: widthPx, height: heightPx };
    const { from, to } = placePicture({ source, crop, fit, box, orientation: 'normal' });
    const { context } = this.#clear(spec);
    const [left, top] = [from.x * bitmap.width, from.y * bitmap.height];
    const [width, height] = [from.width * bitmap.width, from.height * bitmap.height];
    context.drawImage(bitmap, left, top, width, height, to.x, to.y, to.width, to.height);
    return this.#read(spec, 0);
  }

  get #pen(): Pen {
    return { context: this.#canvas.context, typeface: this.#typeface };
  }

  #clear(size: SizePx): Pen {
    this.#canvas.clear(size).imageSmoothingQuality = 'high';
    return this.#pen;
  }

  #read({ widthPx, heightPx }: SizePx, outsetPx: number): Raster {
    const rgba = this.#canvas.read({ widthPx, heightPx });
    return rasterFromRgba(rgba, { widthPx, heightPx }, { version: this.#version, outsetPx });
  }
}
