import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { installPackages } from '../../server/start/apt.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The first of the browser's usual names that a folder of `searchPath` holds as a program. */
export async function findChromium(searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(path.delimiter).filter(path.isAbsolute)) {
    for (const name of NAMES) {
      const file = path.join(folder, name);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

/**
 * The browser for end-to-end tests: `TALLY_CHROMIUM`, or one on the PATH, or Debian's, installed now.
 * Throws with a sentence for a person.
 */
export async function getChromium(say: (line: string) => void, signal: AbortSignal): Promise<string> {
  const configured = process.env.TALLY_CHROMIUM;
  if (configured) {
    if (await isProgram(configured)) return configured;
    throw new Error(`TALLY_CHROMIUM is ${configured}, which is not a program.`);
  }
  const searchPath = process.env.PATH ?? '';
  const found = await findChromium(searchPath);
  if (found !== undefined) return found;
  await installPackages({ packages: ['chromium'], purpose: 'testing in a browser', say, signal });
  const installed = await findChromium(searchPath);
  if (installed !== undefined) return installed;
  throw new Error('The tests need Chromium: install it, or set TALLY_CHROMIUM to its path.');
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
