import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** What a failed IndexedDB request means, by the error's name. All but a full disk are "cannot save here". */
export const storageErrorCode = (name: string): ErrorCode =>
  name === 'QuotaExceededError' ? 'storage.full' : 'storage.unavailable';

/** An AppError for whatever the database threw. */
export const asStorageError = (error: unknown): AppError => {
  if (error instanceof AppError) return error;
  return new AppError(error instanceof Error ? storageErrorCode(error.name) : 'storage.unavailable', error);
};
