import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { asStorageError } from './storage-errors.ts';

it('tells a full disk from a database that cannot be used', () => {
  expect(asStorageError(new DOMException('full', 'QuotaExceededError')).code).toBe('storage.full');
  expect(asStorageError(new DOMException('private window', 'InvalidStateError')).code).toBe('storage.unavailable');
  expect(asStorageError('odd').code).toBe('storage.unavailable');
});

it('leaves an AppError as it is', () => {
  const error = new AppError('document.invalid');
  expect(asStorageError(error)).toBe(error);
});
