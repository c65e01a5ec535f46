import { AppError } from '../../shared/errors.ts';
import { orAbort } from '../platform/or-abort.ts';
import { boundedSize } from './bounded-size.ts';

export type ReadImage = { readonly blob: Blob; readonly widthPx: number; readonly heightPx: number };

/** The longest side that is kept: no program is larger. */
const MAX_SIDE_PX = 1_920;
/** Larger files are photos straight from a camera's raw export, or mistakes; decoding them would stall the studio. */
const MAX_FILE_BYTES = 30_000_000;
/** Decoded, a picture takes four bytes a pixel; this is 256 MB, about a 100-megapixel photo's half. */
const MAX_PIXELS = 64_000_000;
const WEBP_QUALITY = 0.92;

/**
 * Reads a picture file into what a document's asset is: turned upright, bounded, and encoded anew, so that nothing of the
 * file but its pixels is kept. Photos become WebP, everything else PNG without loss.
 */
export const readImageFile = async (file: Blob, signal: AbortSignal): Promise<ReadImage> => {
  signal.throwIfAborted();
  if (file.size > MAX_FILE_BYTES) throw new AppError('image.too-large');
  const bitmap = await orAbort(decode(file), signal, (late) => late.close());
  try {
    if (bitmap.width * bitmap.height > MAX_PIXELS) throw new AppError('image.too-large');
    const size = boundedSize({ widthPx: bitmap.width, heightPx: bitmap.height }, MAX_SIDE_PX);
    const canvas = new OffscreenCanvas(size.widthPx, size.heightPx);
    const context = canvas.getContext('2d');
    if (!context) throw new AppError('browser.unsupported');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, size.widthPx, size.heightPx);
    const type = file.type === 'image/jpeg' ? 'image/webp' : 'image/png';
    const blob = await canvas.convertToBlob({ type, quality: WEBP_QUALITY });
    signal.throwIfAborted();
    return { blob, ...size };
  } finally {
    bitmap.close();
  }
};

const decode = async (file: Blob): Promise<ImageBitmap> => {
  try {
    return await createImageBitmap(file);
  } catch (error) {
    throw new AppError('image.unreadable', error);
  }
};
