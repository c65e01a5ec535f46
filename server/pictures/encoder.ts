import sharp from 'sharp';
import type { Log } from '../../shared/log.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/** What becomes of a picture: `cover` is the square middle of it, `inside` the whole; neither is ever made larger. */
type Rule = {
  readonly fit: 'cover' | 'inside';
  /** The longer side. */
  readonly sidePx: number;
  /** Pictures that decode to more are refused: a few kilobytes can claim gigabytes of pixels. */
  readonly maxPixels: number;
};

/** A product's: the card on air and on the page is never larger. */
const PRODUCT: Rule = { fit: 'cover', sidePx: 640, maxPixels: 40_000_000 };
const WEBP_QUALITY = 82;
const MAX_DECODE_SECONDS = 10;
/** One is decoded at a time, because each may need 160 MB; more than these wait for nothing good. */
const MAX_WAITING = 8;

type Format = { readonly name: string; readonly matches: (bytes: Buffer) => boolean };

const text = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to);

/** Only what starts like a pixel format reaches the decoder: no SVG, PDF or other document that can contain anything. */
const FORMATS: readonly Format[] = [
  { name: 'jpeg', matches: (bytes) => text(bytes, 0, 3) === '\xff\xd8\xff' },
  { name: 'png', matches: (bytes) => text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n' },
  { name: 'webp', matches: (bytes) => text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP' },
  { name: 'gif', matches: (bytes) => text(bytes, 0, 4) === 'GIF8' },
  { name: 'heif', matches: (bytes) => text(bytes, 4, 12) === 'ftypavif' },
];

/** Turns an upload into a small WebP, by default a product's square: upright, its first frame, no metadata. */
export class PictureEncoder {
  readonly #log: Log;
  readonly #rule: Rule;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(log: Log, rule: Rule = PRODUCT) {
    this.#log = log;
    this.#rule = rule;
    sharp.concurrency(1);
    sharp.cache(false);
  }

  /** `picture.unreadable`, `picture.too-large` (pixels), `server.full` (too many at once). */
  encode(bytes: Buffer): Promise<Result<Uint8Array>> {
    const format = FORMATS.find(({ matches }) => matches(bytes));
    if (!format) return Promise.resolve(refuse('picture.unreadable'));
    if (this.#waiting >= MAX_WAITING) return Promise.resolve(refuse('server.full'));
    this.#waiting += 1;
    const encoded = this.#last.then(() => this.#encodeNow(bytes, format)).finally(() => (this.#waiting -= 1));
    this.#last = encoded;
    return encoded;
  }

  /** The decoder throws for what it cannot read, whatever the reason: to the sender it is one sentence. */
  async #encodeNow(bytes: Buffer, format: Format): Promise<Result<Uint8Array>> {
    try {
      const { width, height, format: found } = await sharp(bytes, { limitInputPixels: false }).metadata();
      if (found !== format.name) return refuse('picture.unreadable');
      if (width * height > this.#rule.maxPixels) return refuse('picture.too-large');
      return ok(await toWebp(bytes, { width, height }, this.#rule));
    } catch (error) {
      this.#log.debug({ format: format.name, reason: String(error) }, 'a picture was not readable');
      return refuse('picture.unreadable');
    }
  }
}

type Size = { readonly width: number; readonly height: number };

const toWebp = (bytes: Buffer, { width, height }: Size, { fit, sidePx, maxPixels }: Rule): Promise<Uint8Array> => {
  const mostPx = fit === 'cover' ? Math.min(width, height, sidePx) : sidePx;
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error' })
    .timeout({ seconds: MAX_DECODE_SECONDS })
    .autoOrient()
    .resize(mostPx, mostPx, { fit, withoutEnlargement: fit === 'inside' })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer();
};
