import { describe, expect, it } from 'vitest';
import type { CompositorStats } from '../compositor/messages.ts';
import type { PublisherHealth } from '../publish/health.ts';
import { Health, HISTORY_S } from './health.svelte.ts';
import { seenBy } from './testing/seen.svelte.ts';

const composed = (over: Partial<CompositorStats> = {}): CompositorStats => ({
  composedFrames: 30,
  missedFrames: 0,
  composedPerSecond: 30,
  composeMsP50: 2,
  composeMsP95: 4,
  sourceFps: {},
  ...over,
});

const sent = (over: Partial<PublisherHealth> = {}): PublisherHealth => ({
  sentFramesPerSecond: 30,
  encodedFrames: 29,
  skippedFrames: 1,
  droppedFrames: 2,
  bitrateBps: 2_500_000,
  rttMs: 20,
  packetsLostFraction: 0,
  qualityLimitation: 'none',
  widthPx: 1280,
  heightPx: 720,
  codec: 'video/H264',
  encodeMs: 3,
  ...over,
});

describe('health', () => {
  it('is one sample a second of everything that is known', () => {
    const health = new Health();
    const seen = seenBy(() => health.history.length);
    health.handleCompositor(composed({ missedFrames: 3 }), 1_000);
    expect(health.history).toEqual([
      {
        atMs: 1_000,
        composedPerSecond: 30,
        bitrateBps: 0,
        latencyP50Ms: null,
        composedFrames: 30,
        missedFrames: 3,
        encodedFrames: 0,
        skippedFrames: 0,
        droppedFrames: 0,
      },
    ]);
    health.handlePublisher(sent());
    health.handleLatency({ p50Ms: 50, p95Ms: 80, viewers: 3 });
    health.handleCompositor(composed({ composedFrames: 60 }), 2_000);
    expect(health.history.at(-1)).toEqual({
      atMs: 2_000,
      composedPerSecond: 30,
      bitrateBps: 2_500_000,
      latencyP50Ms: 50,
      composedFrames: 60,
      missedFrames: 0,
      encodedFrames: 29,
      skippedFrames: 1,
      droppedFrames: 2,
    });
    expect(seen.values).toEqual([0, 2]);
    seen.stop();
  });

  it('looks back two minutes and no further', () => {
    const health = new Health();
    for (let second = 1; second <= HISTORY_S + 5; second += 1) health.handleCompositor(composed(), second * 1_000);
    expect(health.history).toHaveLength(120);
    expect(health.history[0]?.atMs).toBe(6_000);
    expect(health.history.at(-1)?.atMs).toBe(125_000);
  });

  it('counts composed and missed frames from going on air', () => {
    const health = new Health();
    const seen = seenBy(() => health.frames.missedFrames);
    health.handleCompositor(composed({ composedFrames: 100, missedFrames: 40 }), 1_000);
    expect(health.frames).toEqual({ composedFrames: 100, missedFrames: 40 });
    expect(seen.values.at(-1)).toBe(40);
    health.handleOn();
    expect(health.frames).toEqual({ composedFrames: 0, missedFrames: 0 });
    health.handleCompositor(composed({ composedFrames: 130, missedFrames: 41 }), 2_000);
    health.handleOff();
    expect(health.frames).toEqual({ composedFrames: 30, missedFrames: 1 });
    expect(seen.values.at(-1)).toBe(1);
    seen.stop();
  });

  it('counts on from nothing when the compositor was restarted', () => {
    const health = new Health();
    health.handleCompositor(composed({ composedFrames: 100, missedFrames: 40 }), 1_000);
    health.handleOn();
    health.handleCompositor(composed({ composedFrames: 29, missedFrames: 2 }), 2_000);
    expect(health.frames).toEqual({ composedFrames: 29, missedFrames: 2 });
  });

  it('knows nothing of sending once nothing is sent', () => {
    const health = new Health();
    health.handlePublisher(sent());
    health.handleLatency({ p50Ms: 50, p95Ms: 80, viewers: 3 });
    health.handleCompositor(composed(), 1_000);
    health.handleOff();
    expect([health.publisher, health.latency]).toEqual([undefined, undefined]);
    expect(health.compositor).toEqual(composed());
    expect(health.history).toHaveLength(1);
  });
});
