import { describe, expect, it } from 'vitest';
import type { HealthSample } from '../../state/health.svelte.ts';
import { healthVerdict, type HealthFacts, type HealthVerdict } from './verdict.ts';

const calm: HealthSample = {
  atMs: 0,
  composedPerSecond: 30,
  bitrateBps: 2_400_000,
  latencyP50Ms: 60,
  composedFrames: 0,
  missedFrames: 0,
  encodedFrames: 0,
  skippedFrames: 0,
  droppedFrames: 0,
};

/** `seconds` of 30 frames each; `lossAt` says what is lost in a second. */
const past = (seconds: number, lossAt: (second: number) => Partial<HealthSample> = () => ({})): HealthSample[] => {
  const samples: HealthSample[] = [];
  let sum = calm;
  for (let second = 1; second <= seconds; second += 1) {
    const { missedFrames = 0, skippedFrames = 0, droppedFrames = 0 } = lossAt(second);
    sum = {
      ...sum,
      atMs: second * 1_000,
      composedFrames: sum.composedFrames + 30 - missedFrames,
      missedFrames: sum.missedFrames + missedFrames,
      encodedFrames: sum.encodedFrames + 30 - skippedFrames,
      skippedFrames: sum.skippedFrames + skippedFrames,
      droppedFrames: sum.droppedFrames + droppedFrames,
    };
    samples.push(sum);
  }
  return samples;
};

const verdictOf = (over: Partial<HealthFacts>): HealthVerdict =>
  healthVerdict({
    program: 'here',
    broadcast: 'sending',
    history: past(20),
    publisher: { packetsLostFraction: 0, qualityLimitation: 'none' },
    latency: { p50Ms: 60, p95Ms: 90, viewers: 3 },
    ...over,
  });

describe('the verdict about the broadcast', () => {
  it('is good when nothing is lost and viewers are close', () => {
    expect(verdictOf({})).toBe('good');
    expect(verdictOf({ latency: undefined })).toBe('good');
  });

  it('says where it stands while nothing is sent', () => {
    expect(verdictOf({ broadcast: 'off', publisher: undefined })).toBe('off');
    expect(verdictOf({ program: 'elsewhere', broadcast: 'off', publisher: undefined })).toBe('shadow');
    expect(verdictOf({ broadcast: 'connecting', publisher: undefined })).toBe('starting');
    expect(verdictOf({ publisher: undefined })).toBe('starting');
    expect(verdictOf({ broadcast: 'recovering' })).toBe('recovering');
    expect(verdictOf({ broadcast: 'unreachable' })).toBe('recovering');
    expect(verdictOf({ broadcast: 'failed', publisher: undefined })).toBe('failed');
  });

  it.each([
    [{ droppedFrames: 2 }, 'network-drops'],
    [{ skippedFrames: 2 }, 'encoder'],
    [{ missedFrames: 2 }, 'rendering'],
  ] as const)('names the cause when every second loses %o', (loss, verdict) => {
    expect(verdictOf({ history: past(20, () => loss) })).toBe(verdict);
  });

  it('is about the last seconds, not about the whole show', () => {
    const lossIn = (first: number, last: number) =>
      past(20, (second) => (second >= first && second <= last ? { droppedFrames: 10 } : {}));
    expect(verdictOf({ history: lossIn(1, 9) })).toBe('good');
    expect(verdictOf({ history: lossIn(12, 14) })).toBe('network-drops');
  });

  it('forgives a single lost frame', () => {
    expect(verdictOf({ history: past(20, (second) => (second === 18 ? { droppedFrames: 1 } : {})) })).toBe('good');
  });

  it('does not count totals that began again as losses', () => {
    const again = past(3).map((sample) => ({ ...sample, droppedFrames: 0, encodedFrames: 0 }));
    expect(verdictOf({ history: [...past(5, () => ({ droppedFrames: 0 })), ...again] })).toBe('good');
  });

  it('puts the network before the computer when both lose frames', () => {
    expect(verdictOf({ history: past(20, () => ({ droppedFrames: 3, missedFrames: 3 })) })).toBe('network-drops');
  });

  it('hears what the browser and the server say about the line', () => {
    expect(verdictOf({ publisher: { packetsLostFraction: 0.06, qualityLimitation: 'none' } })).toBe('network-drops');
    expect(verdictOf({ publisher: { packetsLostFraction: 0, qualityLimitation: 'bandwidth' } })).toBe('network-limit');
    expect(verdictOf({ publisher: { packetsLostFraction: 0, qualityLimitation: 'cpu' } })).toBe('encoder');
  });

  it('tells when viewers are a second behind', () => {
    expect(verdictOf({ latency: { p50Ms: 1_000, p95Ms: 2_000, viewers: 2 } })).toBe('latency');
    expect(verdictOf({ latency: { p50Ms: 1_000, p95Ms: 2_000, viewers: 0 } })).toBe('good');
  });

  it('warns of slow drawing before the show, too', () => {
    expect(verdictOf({ broadcast: 'off', publisher: undefined, history: past(20, () => ({ missedFrames: 5 })) })).toBe(
      'rendering',
    );
  });
});
