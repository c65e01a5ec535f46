import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './chromium.ts';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'tally-chromium-'));
  await mkdir(path.join(root, 'first'));
  await mkdir(path.join(root, 'second'));
  await writeFile(path.join(root, 'second/chromium'), '');
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const searchPath = () => [path.join(root, 'first'), '', 'relative', path.join(root, 'second')].join(path.delimiter);

test('a program by one of the usual names is found in any folder of the PATH', async () => {
  await chmod(path.join(root, 'second/chromium'), 0o755);
  expect(await findChromium(searchPath())).toBe(path.join(root, 'second/chromium'));
});

test('a file that may not be executed is no browser', async () => {
  await chmod(path.join(root, 'second/chromium'), 0o644);
  expect(await findChromium(searchPath())).toBeUndefined();
});
