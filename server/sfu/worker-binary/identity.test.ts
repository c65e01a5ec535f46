import path from 'node:path';
import { expect, test } from 'vitest';
import { libcOf, readIdentity } from './identity.ts';

test('glibc is named with its version', () => {
  expect(libcOf({ header: { glibcVersionRuntime: '2.36' } }, 'linux')).toBe('glibc2.36');
});

test('a Linux without glibc is musl', () => {
  expect(libcOf({ header: {} }, 'linux')).toBe('musl');
});

test('elsewhere the platform names its C library', () => {
  expect(libcOf({ header: {} }, 'darwin')).toBe('darwin');
});

test('the installed mediasoup and this machine are read', async () => {
  const identity = await readIdentity(path.join(import.meta.dirname, '../../../node_modules/mediasoup'));
  expect(identity.mediasoupVersion).toMatch(/^\d+\.\d+\.\d+$/);
  expect(identity.arch).toBe(process.arch);
  expect(identity.recipe).toMatch(/^[0-9a-f]{8}$/);
});
