import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientFingerprint } from './client-build.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tally-client-'));
  await mkdir(path.join(root, 'client/ui'), { recursive: true });
  await writeFile(path.join(root, 'client/ui/Button.svelte'), '<button>');
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

test('a changed source changes the fingerprint, and changing it back restores it', async () => {
  const file = path.join(root, 'client/ui/Button.svelte');
  const before = await clientFingerprint(root);
  await writeFile(file, '<button disabled>');
  expect(await clientFingerprint(root)).not.toBe(before);
  await writeFile(file, '<button>');
  expect(await clientFingerprint(root)).toBe(before);
});

test('a renamed source changes the fingerprint', async () => {
  const before = await clientFingerprint(root);
  await rename(path.join(root, 'client/ui/Button.svelte'), path.join(root, 'client/ui/Knob.svelte'));
  expect(await clientFingerprint(root)).not.toBe(before);
});

test('tests and files outside the client do not', async () => {
  const before = await clientFingerprint(root);
  await writeFile(path.join(root, 'client/ui/button.test.ts'), 'test');
  await mkdir(path.join(root, 'server'));
  await writeFile(path.join(root, 'server/main.ts'), 'server');
  expect(await clientFingerprint(root)).toBe(before);
});
