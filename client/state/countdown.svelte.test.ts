import { describe, expect, it } from 'vitest';
import { fakeClock, type FakeClock } from '../platform/fake-clock.ts';
import { Countdown } from './countdown.svelte.ts';
import { seenBy } from './testing/seen.svelte.ts';

type Shown = { readonly seconds: number; readonly atMs: number };

/** What a page shows over time, with the server's time of each change. */
const watch = (clock: FakeClock, offsetMs: number, untilMs: number) => {
  const serverNowMs = (): number => clock.now() + offsetMs;
  const countdown = new Countdown({ clock, serverNowMs, untilMs });
  return seenBy((): Shown => ({ seconds: countdown.seconds, atMs: serverNowMs() }));
};

describe('a countdown', () => {
  it('changes at the second of the server, on every page at once', async () => {
    const clock = fakeClock();
    const untilMs = clock.now() + 3_200;
    const pages = [watch(clock, 0, untilMs), watch(clock, 0, untilMs)];
    await clock.advance(4_000);
    for (const { values, stop } of pages) {
      expect(values.map(({ seconds }) => seconds)).toEqual([4, 3, 2, 1, 0]);
      expect(values.slice(1).map(({ seconds, atMs }) => untilMs - atMs - seconds * 1_000)).toEqual([0, 0, 0, 0]);
      stop();
    }
    expect(clock.pendingCount).toBe(0);
  });

  it('goes by the server, whatever this page’s clock says', async () => {
    const clock = fakeClock();
    const { values, stop } = watch(clock, 60_000, clock.now() + 62_000);
    await clock.advance(2_500);
    expect(values.map(({ seconds }) => seconds)).toEqual([2, 1, 0]);
    stop();
  });

  it('is 0 for what has passed, and waits for nothing', () => {
    const clock = fakeClock();
    const { values, stop } = watch(clock, 0, clock.now() - 1);
    expect(values.map(({ seconds }) => seconds)).toEqual([0]);
    expect(clock.pendingCount).toBe(0);
    stop();
  });

  it('is stopped when nobody looks any more', async () => {
    const clock = fakeClock();
    const { stop } = watch(clock, 0, clock.now() + 9_000);
    stop();
    await clock.advance(0);
    expect(clock.pendingCount).toBe(0);
  });
});
