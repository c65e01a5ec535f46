import { describe, expect, it } from 'vitest';
import { localTimeText, readLocalTime } from './local-time.ts';

describe('a time of this computer', () => {
  it('is written as the field wants it, and read back to the minute', () => {
    const atMs = new Date(2026, 0, 5, 7, 3, 41).getTime();
    expect(localTimeText(atMs)).toBe('2026-01-05T07:03');
    expect(readLocalTime('2026-01-05T07:03')).toBe(new Date(2026, 0, 5, 7, 3).getTime());
  });

  it('is none where nothing was chosen', () => {
    expect([readLocalTime(''), readLocalTime('soon')]).toEqual([null, null]);
  });
});
