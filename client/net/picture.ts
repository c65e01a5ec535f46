import { AppError } from '../../shared/errors.ts';
import type { PictureId } from '../../shared/ids.ts';
import { picturePath } from '../../shared/protocol/paths.ts';

/** A product's picture from the server. Fails with `picture.not-found`, `net.unreachable`, or the signal's reason. */
export const fetchPicture = async (pictureId: PictureId, signal: AbortSignal): Promise<Blob> => {
  const response = await reach(picturePath(pictureId), signal);
  if (!response.ok) throw new AppError('picture.not-found', response.status);
  try {
    return await response.blob();
  } catch (error) {
    signal.throwIfAborted();
    throw new AppError('net.unreachable', error);
  }
};

const reach = async (path: string, signal: AbortSignal): Promise<Response> => {
  try {
    return await fetch(path, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new AppError('net.unreachable', error);
  }
};
