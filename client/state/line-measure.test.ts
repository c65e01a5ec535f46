import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { measureLine } from './line-measure.ts';

const lineOf = (tripsMs: readonly number[]) => {
  let atMs = 1_000;
  let asked = 0;
  return {
    nowMs: () => atMs,
    load: (bytes: Uint8Array) => {
      atMs += bytes.byteLength / 256 + 13;
      return Promise.resolve();
    },
    ping: () => {
      atMs += tripsMs[asked] ?? 0;
      asked += 1;
      return Promise.resolve();
    },
  };
};

describe('the measure of a line', () => {
  it('is the middle and the slowest of its answers, in whatever order they came', async () => {
    const measure = await measureLine(lineOf([90, 12, 11, 400, 10, 13, 14]));
    expect(measure).toMatchObject({ medianMs: 13, slowestMs: 400 });
  });

  it('tells how much it carries, without the way of the answer', async () => {
    const { uplinkBps } = await measureLine(lineOf([13, 13, 13, 13, 13, 13, 13]));
    expect(uplinkBps).toBe(256 * 8 * 1_000);
  });

  it('fails when the server does not answer', async () => {
    const ping = () => Promise.reject(new AppError('net.unreachable'));
    await expect(measureLine({ ...lineOf([]), ping })).rejects.toThrow(AppError);
  });
});
