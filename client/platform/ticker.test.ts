import { describe, expect, it } from 'vitest';
import { fakeClock } from './fake-clock.ts';
import { nextTickAtMs, startTicker } from './ticker.ts';

describe('a ticker', () => {
  it('ticks on the multiples of its interval', async () => {
    const clock = fakeClock(10_030);
    const ticks: number[] = [];
    startTicker(clock, 100, (nowMs) => ticks.push(nowMs));
    await clock.advance(300);
    expect(ticks).toEqual([10_100, 10_200, 10_300]);
  });

  it('does not tick any more when closed', async () => {
    const clock = fakeClock(0);
    const ticks: number[] = [];
    const ticker = startTicker(clock, 100, (nowMs) => ticks.push(nowMs));
    await clock.advance(150);
    ticker.close();
    await clock.advance(500);
    expect(ticks).toEqual([100]);
    expect(clock.pendingCount).toBe(0);
  });

  it('can be closed by its own tick', async () => {
    const clock = fakeClock(0);
    let count = 0;
    const ticker = startTicker(clock, 100, () => {
      count += 1;
      ticker.close();
    });
    await clock.advance(500);
    expect(count).toBe(1);
  });

  it('waits for the next multiple, also when now is one', () => {
    expect(nextTickAtMs(1_000, 100)).toBe(1_100);
    expect(nextTickAtMs(1_099.9, 100)).toBe(1_100);
  });
});
