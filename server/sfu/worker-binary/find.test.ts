import { describe, expect, test } from 'vitest';
import { findWorker, type WorkerSources } from './find.ts';

const CACHED = '/cache/worker';

/** A machine whose files are names in a set; every step is written to `steps`. */
function aMachine(given: {
  configured?: string;
  /** Files that start as a worker. */
  working?: readonly string[];
  download?: 'none' | 'works' | 'carries-no-media';
  compile?: 'works' | 'fails' | 'carries-no-media';
}) {
  const working = new Set(given.working);
  const steps: string[] = [];
  const sources: WorkerSources = {
    configured: given.configured,
    cached: CACHED,
    starts: (file) => Promise.resolve(working.has(file)),
    prove: (file) => {
      steps.push(`prove ${file}`);
      return file.includes('no-media') ? Promise.reject(new Error('no handshake')) : Promise.resolve();
    },
    keep: (file) => {
      steps.push(`keep ${file}`);
      working.add(CACHED);
      return Promise.resolve();
    },
    discard: (file) => {
      steps.push(`discard ${file}`);
      return Promise.resolve();
    },
    download: async (use) => {
      if (given.download === undefined || given.download === 'none') return false;
      await use(`downloaded-${given.download}`);
      return true;
    },
    compile: async (use) => {
      if (given.compile === 'fails') throw new Error('no compiler');
      await use(`built-${given.compile ?? 'works'}`);
    },
    say: () => undefined,
  };
  return { sources, steps };
}

describe('findWorker', () => {
  test("uses the operator's worker and touches nothing else", async () => {
    const { sources, steps } = aMachine({ configured: '/opt/worker', working: ['/opt/worker', CACHED] });
    await expect(findWorker(sources)).resolves.toBe('/opt/worker');
    expect(steps).toEqual([]);
  });

  test("says which setting is wrong when the operator's worker does not start", async () => {
    const { sources } = aMachine({ configured: '/opt/nothing', working: [CACHED] });
    await expect(findWorker(sources)).rejects.toThrow(/^MEDIASOUP_WORKER_BIN is \/opt\/nothing/);
  });

  test('uses the cached worker without proving it again', async () => {
    const { sources, steps } = aMachine({ working: [CACHED] });
    await expect(findWorker(sources)).resolves.toBe(CACHED);
    expect(steps).toEqual([]);
  });

  test('discards a cached worker that does not start and builds another', async () => {
    const { sources, steps } = aMachine({});
    await expect(findWorker(sources)).resolves.toBe(CACHED);
    expect(steps).toEqual([`discard ${CACHED}`, 'prove built-works', 'keep built-works']);
  });

  test('keeps the official worker when it carries media', async () => {
    const { sources, steps } = aMachine({ download: 'works' });
    await expect(findWorker(sources)).resolves.toBe(CACHED);
    expect(steps).toEqual([`discard ${CACHED}`, 'prove downloaded-works', 'keep downloaded-works']);
  });

  test('builds when the official worker carries no media', async () => {
    const { sources, steps } = aMachine({ download: 'carries-no-media' });
    await findWorker(sources);
    expect(steps).toContain('keep built-works');
    expect(steps).not.toContain('keep downloaded-carries-no-media');
  });

  test('never keeps a built worker that carries no media', async () => {
    const { sources, steps } = aMachine({ compile: 'carries-no-media' });
    await expect(findWorker(sources)).rejects.toThrow(/does not carry media/);
    expect(steps.filter((step) => step.startsWith('keep'))).toEqual([]);
  });

  test('passes on why it could not be built', async () => {
    const { sources } = aMachine({ compile: 'fails' });
    await expect(findWorker(sources)).rejects.toThrow('no compiler');
  });
});
