import { describe, expect, it } from 'vitest';
import { lineVerdict } from './line-verdict.ts';

const PROGRAM_BPS = 3_000_000;
const verdictOf = (medianMs: number, slowestMs: number, uplinkBps = 20_000_000) =>
  lineVerdict({ medianMs, slowestMs, uplinkBps }, PROGRAM_BPS);

describe('the verdict about the line', () => {
  it('is steady when every answer comes soon', () => {
    expect(verdictOf(12, 40)).toBe('steady');
    expect(verdictOf(179, 250)).toBe('steady');
  });

  it('is slow by the usual answer and uneven by the slowest', () => {
    expect(verdictOf(180, 181)).toBe('slow');
    expect(verdictOf(20, 100)).toBe('uneven');
  });

  it('is narrow when the program would fill the line, whatever else', () => {
    expect(verdictOf(12, 40, 3_800_000)).toBe('narrow');
    expect(verdictOf(200, 400, 3_800_000)).toBe('narrow');
    expect(verdictOf(12, 40, 4_000_000)).toBe('steady');
  });
});
