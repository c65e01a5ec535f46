import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { measureLine } from './line-measure.ts';

const lineOf = (tripsMs: readonly number[]) => {
  let atMs = 1_000;
  let asked = 0;
  return {
    nowMs: () => atMs,
    ask: () => {
      atMs += tripsMs[asked] ?? 0;
      asked += 1;
      return Promise.resolve();
    },
  };
};

describe('the measure of a line', () => {
  it('is the middle and the slowest of its answers, in whatever order they came', async () => {
    const { ask, nowMs } = lineOf([90, 12, 11, 400, 10, 13, 14]);
    expect(await measureLine(ask, nowMs)).toEqual({ medianMs: 13, slowestMs: 400 });
  });

  it('fails when the server does not answer', async () => {
    const ask = () => Promise.reject(new AppError('net.unreachable'));
    await expect(measureLine(ask, () => 0)).rejects.toThrow(AppError);
  });
});
