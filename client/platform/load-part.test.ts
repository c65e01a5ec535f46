import { describe, expect, it } from 'vitest';
import { loadPart } from './load-part.ts';

/** Fails so often with `error`, then gives a part; and what was waited in between. */
const aLoad = (failures: number, error: Error) => {
  const waitedMs: number[] = [];
  let tried = 0;
  const load = (): Promise<string> => {
    tried += 1;
    return tried <= failures ? Promise.reject(error) : Promise.resolve('the part');
  };
  const wait = (ms: number): Promise<void> => Promise.resolve(void waitedMs.push(ms));
  return { part: loadPart(load, wait), waitedMs };
};

describe('a part that is loaded when it is wanted', () => {
  it('is asked for again while its file does not come, with longer pauses', async () => {
    const { part, waitedMs } = aLoad(3, new TypeError('Failed to fetch dynamically imported module'));
    expect(await part).toBe('the part');
    expect(waitedMs).toEqual([1_000, 2_000, 4_000]);
  });

  it('is given up after five tries', async () => {
    const lost = new TypeError('Failed to fetch dynamically imported module');
    const { part, waitedMs } = aLoad(5, lost);
    await expect(part).rejects.toBe(lost);
    expect(waitedMs).toEqual([1_000, 2_000, 4_000, 8_000]);
  });
});
