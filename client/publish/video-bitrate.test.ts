import { expect, test } from 'vitest';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { videoBitrate } from './video-bitrate.ts';

test('bitrates follow the pixels, within what lines carry', () => {
  expect(videoBitrate(PROGRAM_FORMATS['landscape-720'])).toEqual({ maxBps: 3_500_000, startKbps: 2_450 });
  expect(videoBitrate(PROGRAM_FORMATS['landscape-1080'])).toEqual({ maxBps: 6_000_000, startKbps: 2_500 });
  expect(videoBitrate(PROGRAM_FORMATS['portrait-1024'])).toEqual({ maxBps: 2_240_000, startKbps: 1_568 });
  expect(videoBitrate({ widthPx: 320, heightPx: 184, framesPerSecond: 15 })).toEqual({
    maxBps: 800_000,
    startKbps: 560,
  });
});
