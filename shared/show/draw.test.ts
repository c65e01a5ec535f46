import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FlashId } from '../ids.ts';
import { seededRandom } from '../random.ts';
import { commitmentOf, drawOrder, hashHex, makeSeed, ticketOf } from './draw.ts';

const flashId = v.parse(FlashId, 'flash1');

describe('a draw', () => {
  it('hashes as SHA-256 does (FIPS 180-4, "abc")', () => {
    expect(hashHex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('has another seed each time, which its commitment is of and does not tell', () => {
    const random = seededRandom(3);
    const [seed, other] = [makeSeed(random), makeSeed(random)];
    expect(seed).toMatch(/^[0-9a-f]{64}$/);
    expect(other).not.toBe(seed);
    expect(commitmentOf(seed)).toBe(commitmentOf(seed));
    expect(commitmentOf(other)).not.toBe(commitmentOf(seed));
    expect(commitmentOf(seed)).not.toContain(seed);
  });

  it('is the same whatever order the wishes came in, and another with another seed', () => {
    const wishes = Array.from({ length: 50 }, (_, index) => ticketOf(flashId, `intent-${index}`));
    const seed = makeSeed(seededRandom(1));
    const drawn = drawOrder(wishes, seed, (ticket) => ticket);
    expect(drawOrder(wishes.toReversed(), seed, (ticket) => ticket)).toEqual(drawn);
    expect(drawn.toSorted()).toEqual(wishes.toSorted());
    expect(drawOrder(wishes, makeSeed(seededRandom(2)), (ticket) => ticket)).not.toEqual(drawn);
  });

  it('gives every wish the same chance, however early it came', () => {
    const wishes = Array.from({ length: 10 }, (_, index) => ticketOf(flashId, `intent-${index}`));
    const random = seededRandom(7);
    const draws = 2_000;
    const wins = wishes.map(() => 0);
    for (let draw = 0; draw < draws; draw += 1) {
      const first = wishes.indexOf(drawOrder(wishes, makeSeed(random), (ticket) => ticket)[0] ?? '');
      wins[first] = (wins[first] ?? 0) + 1;
    }
    // A tenth each; five standard deviations (13.4) around it.
    for (const count of wins) expect(Math.abs(count - draws / 10)).toBeLessThan(67);
  });
});
