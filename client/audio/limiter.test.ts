import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random.ts';
import { dbFromGain, gainFromDb } from '../../shared/units.ts';
import { makeLimiter } from './limiter.ts';

const RATE_HZ = 48_000;
const BLOCK = 128;
const settings = { sampleRateHz: RATE_HZ, ceilingDb: -1, lookaheadMs: 5, releaseMs: 80 };

/** Runs whole channels through a limiter in blocks, as a worklet does. */
const limit = (channels: Float32Array[]) => {
  const limiter = makeLimiter(settings);
  const limited = channels.map((channel) => new Float32Array(channel.length));
  for (let start = 0; start < (channels[0]?.length ?? 0); start += BLOCK) {
    const block = (channel: Float32Array) => channel.subarray(start, start + BLOCK);
    limiter.process(channels.map(block), limited.map(block));
  }
  return { limited, delay: limiter.delaySamples };
};

const sine = (gain: number, frequencyHz: number, samples = RATE_HZ): Float32Array =>
  Float32Array.from({ length: samples }, (_, index) => gain * Math.sin((2 * Math.PI * frequencyHz * index) / RATE_HZ));

const peakDb = (samples: Float32Array): number =>
  dbFromGain(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0));

describe('the limiter', () => {
  it.each([20, 440, 9_000])('holds a sine of %d Hz that is 12 dB too loud at −1 dBFS', (frequencyHz) => {
    const { limited } = limit([sine(gainFromDb(12), frequencyHz)]);
    expect(peakDb(limited[0] ?? new Float32Array())).toBeCloseTo(-1, 2);
  });

  it('passes what is below the ceiling bit for bit, a little later', () => {
    const quiet = sine(0.5, 440, 4_800);
    const { limited, delay } = limit([quiet]);
    expect(limited[0]?.slice(delay)).toEqual(quiet.slice(0, quiet.length - delay));
    expect(delay).toBe(239);
  });

  it('never lets a sample over, whatever comes', () => {
    const seed = 42;
    const random = seededRandom(seed);
    const noise = Float32Array.from({ length: 96_000 }, () => (random() * 2 - 1) * (random() < 0.001 ? 30 : 0.8));
    const ceiling = Math.fround(gainFromDb(-1)) + 1e-7;
    const { limited } = limit([noise]);
    expect(
      limited[0]?.every((sample) => Math.abs(sample) <= ceiling),
      `seed ${seed}`,
    ).toBe(true);
  });

  it('turns down before the peak, without a step in the gain', () => {
    const steady = new Float32Array(4_800).fill(0.5);
    steady[2_400] = 4;
    const { limited, delay } = limit([steady]);
    const out = limited[0] ?? new Float32Array();
    let largestStep = 0;
    for (let index = delay + 1; index < out.length; index += 1) {
      if (index === 2_400 + delay || index === 2_401 + delay) continue;
      largestStep = Math.max(largestStep, Math.abs((out[index] ?? 0) - (out[index - 1] ?? 0)));
    }
    expect(largestStep).toBeLessThan(0.005);
    expect(out[2_399 + delay]).toBeLessThan(0.13);
  });

  it('comes back to full level after a peak', () => {
    const steady = new Float32Array(RATE_HZ).fill(0.5);
    steady[1_000] = 4;
    const { limited } = limit([steady]);
    expect(limited[0]?.at(-1)).toBeCloseTo(0.5, 4);
  });

  it('turns both channels down together', () => {
    const { limited } = limit([sine(gainFromDb(6), 440), sine(0.1, 440)]);
    expect(peakDb((limited[1] ?? new Float32Array()).subarray(24_000))).toBeLessThan(-24);
  });

  it('lets everything pass at the same delay under a ceiling that nothing reaches', () => {
    const limiter = makeLimiter(settings);
    limiter.setCeilingDb(60);
    const loud = sine(4, 440, 480);
    const out = new Float32Array(480);
    limiter.process([loud], [out]);
    expect(out.slice(limiter.delaySamples)).toEqual(loud.slice(0, 480 - limiter.delaySamples));
  });

  it('gives silence for inputs that are not connected', () => {
    const output = new Float32Array(BLOCK).fill(1);
    const limiter = makeLimiter(settings);
    limiter.process([], [output]);
    expect(output).toEqual(new Float32Array(BLOCK));
  });
});
