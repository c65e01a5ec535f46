import type { IncomingMessage } from 'node:http';
import { AppError, type ErrorCode } from '../../shared/errors.ts';

/**
 * How much of a body that is too large is still taken and thrown away, as a multiple of the limit. A sender that is cut
 * off at once often reports a broken line instead of the refusal; a sender that never ends is cut off here.
 */
export const DISCARD_FACTOR = 4;

/**
 * The body as it comes. AppError `tooLarge` as soon as there is too much of it. Whoever reads no further leaves the line
 * open for the answer: what is still on its way is thrown away.
 */
export async function* bodyStream(
  request: IncomingMessage,
  maxBytes: number,
  tooLarge: ErrorCode,
): AsyncGenerator<Buffer> {
  let sizeBytes = 0;
  try {
    if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new AppError(tooLarge);
    const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) throw new AppError(tooLarge);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('request.malformed', error);
  } finally {
    discard(request, maxBytes * DISCARD_FACTOR - sizeBytes);
  }
}

const discard = (request: IncomingMessage, maxBytes: number): void => {
  if (request.readableEnded || request.destroyed) return;
  let leftBytes = maxBytes;
  request.on('data', (chunk: Buffer) => {
    leftBytes -= chunk.byteLength;
    if (leftBytes < 0) request.destroy();
  });
};
