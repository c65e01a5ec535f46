import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { layOutSources } from './source-tree.ts';

const PACKAGE_FOLDER = path.join(import.meta.dirname, '../../../node_modules/mediasoup');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tally-sources-'));
  await layOutSources(PACKAGE_FOLDER, path.join(folder, 'worker'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('every library that the build asks for has our shim where meson looks first', async () => {
  const build = await readFile(path.join(folder, 'worker/meson.build'), 'utf8');
  const asked = [...build.matchAll(/^\s*\w+ = subproject\(\s*'([^']+)'/gm)].map((match) => match[1] ?? '');
  // Windows and the worker's own tests only.
  const needed = asked.filter((name) => name !== 'wingetopt' && name !== 'catch2');
  expect(needed).toContain('openssl');
  for (const name of [...needed, 'unordered-dense']) {
    const wrap = await readFile(path.join(folder, `worker/subprojects/${name}.wrap`), 'utf8');
    const directory = /^directory = (.+)$/m.exec(wrap)?.[1] ?? '';
    await expect(access(path.join(folder, 'worker/subprojects', directory, 'meson.build'))).resolves.toBeUndefined();
  }
});

test('the package itself keeps its sources unpatched', async () => {
  const original = await readFile(path.join(PACKAGE_FOLDER, 'worker/meson.build'), 'utf8');
  expect(original).toContain("meson_version: '>= 1.1.0'");
});
