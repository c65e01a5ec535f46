import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { applyPatch, WORKER_PATCHES } from './patches.ts';
import { wrapDirectory } from './wrap.ts';

/** Folder beside this file: one subfolder a `.wrap` file, by its name. */
export const SHIMS_FOLDER = path.join(import.meta.dirname, 'shims');

/**
 * Copies the package's `worker/` to `targetFolder`, lays our shims where meson looks for downloaded libraries,
 * and patches it. The package itself is never changed. Throws when the package no longer fits shims or patches.
 */
export async function layOutSources(packageFolder: string, targetFolder: string): Promise<void> {
  await cp(path.join(packageFolder, 'worker'), targetFolder, { recursive: true });
  // The output of an earlier in-place build must not leak into ours.
  await rm(path.join(targetFolder, 'out'), { recursive: true, force: true });
  const subprojects = path.join(targetFolder, 'subprojects');
  for (const name of await readdir(SHIMS_FOLDER)) {
    const wrap = await readFile(path.join(subprojects, `${name}.wrap`), 'utf8');
    await cp(path.join(SHIMS_FOLDER, name), path.join(subprojects, wrapDirectory(wrap, `${name}.wrap`)), {
      recursive: true,
    });
  }
  for (const patch of WORKER_PATCHES) {
    const file = path.join(targetFolder, patch.file);
    await writeFile(file, applyPatch(await readFile(file, 'utf8'), patch));
  }
}
