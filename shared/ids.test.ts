import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { LayerId, makeId, ShowAddress, ShowId } from './ids.ts';
import { seededRandom } from './random.ts';

describe('ids', () => {
  it('are made of letters and digits and accepted by their own schema', () => {
    const id = makeId(LayerId, seededRandom(1));
    expect(id).toMatch(/^[0-9A-Za-z]{20}$/);
    expect(v.is(LayerId, id)).toBe(true);
  });

  it('differ (seed 2)', () => {
    const random = seededRandom(2);
    expect(new Set(Array.from({ length: 10_000 }, () => makeId(ShowId, random))).size).toBe(10_000);
  });

  it.each(['', 'with space', '../etc', 'é', 'x'.repeat(41), 7, null])('refuse %j', (value) => {
    expect(v.is(ShowId, value)).toBe(false);
  });
});

describe('ShowAddress', () => {
  it.each(['honey', 'honey-2', '2026-spring', '山花蜜', '山花蜜-第2场'])('accepts %s', (address) => {
    expect(v.is(ShowAddress, address)).toBe(true);
  });

  it.each(['h', 'Honey', '-honey', 'honey-', 'ho--ney', 'a/b', 'a b', 'a.b', 'x'.repeat(61)])(
    'refuses %s',
    (address) => {
      expect(v.is(ShowAddress, address)).toBe(false);
    },
  );
});
