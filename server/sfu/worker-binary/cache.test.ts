import { expect, test } from 'vitest';
import { cacheFolder, workerFileName } from './cache.ts';

const identity = { mediasoupVersion: '3.27.1', arch: 'x64', libc: 'glibc2.36', recipe: 'cafe0001' };

test('workers are kept below XDG_CACHE_HOME when it is an absolute path', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/me' }, '/home/me')).toBe('/var/cache/me/tally');
});

test.each([undefined, '', 'relative/path'])('XDG_CACHE_HOME of %j means the home folder', (configured) => {
  expect(cacheFolder({ XDG_CACHE_HOME: configured }, '/home/me')).toBe('/home/me/.cache/tally');
});

test('the file name carries everything that a binary depends on', () => {
  expect(workerFileName(identity)).toBe('mediasoup-worker-3.27.1-x64-glibc2.36-cafe0001');
});

test.each(['mediasoupVersion', 'arch', 'libc', 'recipe'] as const)('another %s is another file', (key) => {
  expect(workerFileName({ ...identity, [key]: 'other' })).not.toBe(workerFileName(identity));
});
