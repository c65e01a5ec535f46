import { describe, expect, it } from 'vitest';
import { visitors } from './ratios.ts';

describe('visitors', () => {
  const sample = { atMs: 1_000, watching: 1 };

  it('are unknown while those who watch have yet to be counted for the first time', () => {
    expect(visitors({ watching: 1, unique: 0, samples: [] })).toBeNull();
    expect(visitors({ watching: 1, unique: 1, samples: [sample] })).toBe(1);
  });

  it('are none where nobody has ever watched', () => {
    expect(visitors({ watching: 0, unique: 0, samples: [] })).toBe(0);
  });
});
