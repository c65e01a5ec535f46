import sharp from 'sharp';
import type { Log } from '../../shared/log.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/** Pictures that decode to more are refused: a few kilobytes can claim gigabytes of pixels. */
const MAX_PIXELS = 40_000_000;
/** The card on air and on the page is never larger. */
const MAX_SIDE_PX = 640;
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

/** Turns an upload into a square WebP of at most 640 px: the middle of the picture, upright, its first frame, no metadata. */
export class PictureEncoder {
  readonly #log: Log;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(log: Log) {
    this.#log = log;
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
      if (width * height > MAX_PIXELS) return refuse('picture.too-large');
      return ok(await toSquare(bytes, Math.min(width, height, MAX_SIDE_PX)));
    } catch (error) {
      this.#log.debug({ format: format.name, reason: String(error) }, 'a picture was not readable');
      return refuse('picture.unreadable');
    }
  }
}

const toSquare = (bytes: Buffer, sidePx: number): Promise<Uint8Array> =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .timeout({ seconds: MAX_DECODE_SECONDS })
    .autoOrient()
    .resize(sidePx, sidePx, { fit: 'cover' })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer();
