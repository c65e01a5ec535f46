import type { IncomingMessage } from 'node:http';
import { AppError } from '../../shared/errors.ts';
import { DISCARD_FACTOR } from './body-stream.ts';

/** The body, read as it comes. AppError `picture.too-large` as soon as there is too much of it. */
export const readBytes = (request: IncomingMessage, maxBytes: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = Number(request.headers['content-length'] ?? 0) > maxBytes ? maxBytes + 1 : 0;
    if (sizeBytes > maxBytes) reject(new AppError('picture.too-large'));
    request.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.byteLength;
      if (sizeBytes <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      chunks.length = 0;
      reject(new AppError('picture.too-large'));
      if (sizeBytes > maxBytes * DISCARD_FACTOR) request.destroy();
    });
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', (cause) => reject(new AppError('request.malformed', cause)));
    request.once('close', () => reject(new AppError('request.malformed')));
  });
