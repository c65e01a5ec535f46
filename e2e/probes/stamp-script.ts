import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

const STAMP_SOURCE = path.join(import.meta.dirname, '../../shared/scene/frame-stamp.ts');

/** What a page or a worker has in `self.tallyStamp` once it ran `stampScript`. */
export type StampTools = Pick<
  typeof import('../../shared/scene/frame-stamp.ts'),
  'paintStamp' | 'readStamp' | 'stampAgeMs' | 'stampSize'
>;

/** The product's own stamp as a script for a page or a worker: types stripped, exports turned into one object. */
export const stampScript = async (): Promise<string> => {
  const source = stripTypeScriptTypes(await readFile(STAMP_SOURCE, 'utf8')).replaceAll(/^export /gm, '');
  return `self.tallyStamp = (() => { ${source}; return { paintStamp, readStamp, stampAgeMs, stampSize }; })();`;
};
