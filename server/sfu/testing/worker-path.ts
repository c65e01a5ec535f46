import path from 'node:path';
import { machineSources } from '../worker-binary/machine.ts';

const PACKAGE_FOLDER = path.join(import.meta.dirname, '../../../node_modules/mediasoup');

/** The media worker that `npm test` has found or built, also for a test that is run by itself. */
export const workerPath = async (signal: AbortSignal): Promise<string> => {
  const sources = await machineSources(PACKAGE_FOLDER, () => undefined, signal);
  return sources.configured ?? sources.cached;
};
