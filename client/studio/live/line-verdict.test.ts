import { describe, expect, it } from 'vitest';
import { lineVerdict } from './line-verdict.ts';

describe('the verdict about the line', () => {
  it('is steady when every answer comes soon', () => {
    expect(lineVerdict({ medianMs: 12, slowestMs: 40 })).toBe('steady');
    expect(lineVerdict({ medianMs: 179, slowestMs: 250 })).toBe('steady');
  });

  it('is slow by the usual answer and uneven by the slowest', () => {
    expect(lineVerdict({ medianMs: 180, slowestMs: 181 })).toBe('slow');
    expect(lineVerdict({ medianMs: 20, slowestMs: 100 })).toBe('uneven');
  });
});
