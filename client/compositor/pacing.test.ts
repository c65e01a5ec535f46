import { describe, expect, it } from 'vitest';
import type { SourceId } from '../../shared/ids.ts';
import { Pacer } from './pacing.ts';
import { sourceId } from './testing.ts';

const camera = sourceId('camera');
const screen = sourceId('screen');

type Arrival = { readonly atMs: number; readonly sourceId: SourceId };

const arrivals = (id: SourceId, intervalMs: number, jitterMs: (index: number) => number = () => 0): Arrival[] =>
  Array.from({ length: Math.floor(3_000 / intervalMs) }, (_, index) => ({
    atMs: 500 + index * intervalMs + jitterMs(index),
    sourceId: id,
  }));

/** Plays arrivals against a pacer with a clock of 0.5 ms steps, and gives the times at which it composed. */
const play = (pacer: Pacer, events: readonly Arrival[], untilMs = 3_500): number[] => {
  const rest = events.toSorted((a, b) => a.atMs - b.atMs);
  const composed: number[] = [];
  for (let atMs = 0; atMs < untilMs; atMs += 0.5) {
    for (let next = rest[0]; next && next.atMs <= atMs; next = rest[0]) {
      pacer.arrive(next.sourceId, next.atMs);
      rest.shift();
    }
    if (!pacer.isDue(atMs)) continue;
    pacer.composed(atMs);
    composed.push(atMs);
  }
  return composed;
};

const rateBetween = (times: readonly number[], fromMs: number, untilMs: number): number =>
  (times.filter((atMs) => atMs >= fromMs && atMs < untilMs).length * 1000) / (untilMs - fromMs);

const waits = (times: readonly number[], events: readonly Arrival[], fromMs = 1_000): number[] =>
  events
    .filter((event) => event.atMs >= fromMs && event.atMs < 3_300)
    .map((event) => (times.find((atMs) => atMs >= event.atMs) ?? Infinity) - event.atMs);

const pacerFor = (visible: readonly SourceId[], framesPerSecond = 30): Pacer => {
  const pacer = new Pacer({ framesPerSecond });
  pacer.setProgram(visible, 'still');
  return pacer;
};

describe('pacing', () => {
  it('composes by the clock at the program’s rate when no source moves', () => {
    const pacer = pacerFor([]);
    expect(rateBetween(play(pacer, []), 0, 3_000)).toBeCloseTo(30, 0);
    expect(pacer.missedFrames).toBe(0);
  });

  it('composes each frame of a camera of the program’s rate as it arrives', () => {
    const events = arrivals(camera, 1000 / 30, (index) => ((index * 7) % 13) - 6);
    const pacer = pacerFor([camera]);
    const times = play(pacer, events);
    expect(rateBetween(times, 1_000, 3_000)).toBeCloseTo(30, 0);
    expect(Math.max(...waits(times, events))).toBeLessThan(8);
    expect(pacer.missedFrames).toBe(0);
  });

  it('follows a camera slightly faster than the program without falling behind', () => {
    const events = arrivals(camera, 32.8);
    const times = play(pacerFor([camera]), events);
    expect(Math.max(...waits(times, events))).toBeLessThan(1);
  });

  it('thins a camera of twice the rate to the program’s rate', () => {
    const times = play(pacerFor([camera]), arrivals(camera, 1000 / 60));
    expect(rateBetween(times, 1_000, 3_000)).toBeCloseTo(30, 0);
  });

  it('thins a camera of 30 to a program of 24', () => {
    const rate = rateBetween(play(pacerFor([camera], 24), arrivals(camera, 1000 / 30)), 1_000, 3_000);
    expect(Math.abs(rate - 24)).toBeLessThanOrEqual(1.5);
  });

  it('lets a dim camera of 15 lead without repeating its pictures', () => {
    const events = arrivals(camera, 1000 / 15);
    const times = play(pacerFor([camera]), events);
    expect(rateBetween(times, 1_500, 3_000)).toBeCloseTo(15, 0);
    expect(Math.max(...waits(times, events, 1_500))).toBeLessThan(1);
  });

  it('fills the gaps of a dim camera while something moves by time', () => {
    const pacer = new Pacer({ framesPerSecond: 30 });
    pacer.setProgram([camera], 'moving');
    expect(rateBetween(play(pacer, arrivals(camera, 1000 / 15)), 1_500, 3_000)).toBeGreaterThan(26);
  });

  it('is led by one of two equal cameras and does not compose twice', () => {
    const events = [...arrivals(camera, 1000 / 30), ...arrivals(screen, 1000 / 30, () => 16)];
    const pacer = pacerFor([camera, screen]);
    expect(rateBetween(play(pacer, events), 1_000, 3_000)).toBeCloseTo(30, 0);
    expect(pacer.driver).toBe(camera);
  });

  it('is led by the faster of two sources', () => {
    const pacer = pacerFor([screen, camera]);
    const times = play(pacer, [...arrivals(screen, 200), ...arrivals(camera, 1000 / 30)]);
    expect(pacer.driver).toBe(camera);
    expect(rateBetween(times, 1_000, 3_000)).toBeCloseTo(30, 0);
  });

  it('goes on by the clock when the driver falls silent, and is led again when it comes back', () => {
    const events = arrivals(camera, 1000 / 30).filter(({ atMs }) => atMs < 1_500 || atMs > 2_500);
    const times = play(pacerFor([camera]), events);
    expect(rateBetween(times, 1_700, 2_500)).toBeGreaterThan(27);
    const gaps = times.map((atMs, index) => atMs - (times[index - 1] ?? atMs));
    expect(Math.max(...gaps)).toBeLessThan(70);
    expect(Math.max(...waits(times, events, 2_700))).toBeLessThan(2);
  });

  it('ignores the arrivals of a source that is not seen', () => {
    const times = play(pacerFor([]), arrivals(camera, 10));
    expect(rateBetween(times, 0, 3_000)).toBeCloseTo(30, 0);
  });

  it('counts frames that a blocked worker could not compose', () => {
    const pacer = pacerFor([camera]);
    for (let index = 0; index < 30; index += 1) {
      const atMs = index * (1000 / 30);
      pacer.arrive(camera, atMs);
      if (pacer.isDue(atMs)) pacer.composed(atMs);
    }
    expect(pacer.missedFrames).toBe(0);
    const blockedUntilMs = 29 * (1000 / 30) + 200;
    pacer.arrive(camera, blockedUntilMs);
    pacer.composed(blockedUntilMs);
    expect(pacer.missedFrames).toBeGreaterThanOrEqual(4);
    expect(pacer.missedFrames).toBeLessThanOrEqual(6);
  });
});
