import { expect, test } from 'vitest';
import { pictureEncodings, soundOptions, type PictureSize } from './crew-encodings.ts';

const CAMERA_720 = { widthPx: 1_280, heightPx: 720 };

const linesOf = (size: PictureSize, scaleResolutionDownBy: number): number =>
  Math.round(Math.min(size.widthPx, size.heightPx) / scaleResolutionDownBy);

test('a camera is sent in full and with 180 lines', () => {
  expect(pictureEncodings('camera', CAMERA_720, 'desktop')).toEqual([
    { maxBitrate: 180_000, scaleResolutionDownBy: 4 },
    { maxBitrate: 1_200_000, scaleResolutionDownBy: 1 },
  ]);
});

test.each([
  { name: 'an upright phone', widthPx: 720, heightPx: 1_280, profile: 'phone', lines: [180, 576], highBps: 858_650 },
  { name: 'a phone’s own size', widthPx: 576, heightPx: 1_024, profile: 'phone', lines: [180, 576], highBps: 858_650 },
  {
    name: 'a large camera',
    widthPx: 1_920,
    heightPx: 1_080,
    profile: 'desktop',
    lines: [180, 720],
    highBps: 1_200_000,
  },
  { name: 'a small camera', widthPx: 640, heightPx: 360, profile: 'desktop', lines: [180, 360], highBps: 500_000 },
  { name: 'a tiny camera', widthPx: 160, heightPx: 120, profile: 'desktop', lines: [120, 120], highBps: 500_000 },
] as const)(
  '$name has the lines and bits of its size, and is never scaled up',
  ({ profile, lines, highBps, ...size }) => {
    const [low, high] = pictureEncodings('camera', size, profile);
    expect([low, high].map((encoding) => linesOf(size, encoding?.scaleResolutionDownBy ?? 0))).toEqual(lines);
    expect(high?.maxBitrate).toBe(highBps);
  },
);

test('a screen is sent once, sharp and slow', () => {
  expect(pictureEncodings('screen', { widthPx: 2_560, heightPx: 1_440 }, 'desktop')).toEqual([
    { maxBitrate: 1_500_000, scaleResolutionDownBy: 1_440 / 1_080, maxFramerate: 15 },
  ]);
});

test.each([
  { widthPx: 1_280, heightPx: 720 },
  { widthPx: 720, heightPx: 1_280 },
])('the return of a program of $widthPx×$heightPx has 288 lines on its short side', (size) => {
  const [encoding] = pictureEncodings('return', size, 'desktop');
  expect(Math.min(size.widthPx, size.heightPx) / (encoding?.scaleResolutionDownBy ?? 0)).toBe(288);
  expect(encoding).toMatchObject({ maxBitrate: 350_000, maxFramerate: 15 });
});

test.each(['microphone', 'talkback'] as const)('%s is a voice', (media) => {
  expect(soundOptions(media)).toEqual({
    opusStereo: false,
    opusFec: true,
    opusDtx: false,
    opusMaxAverageBitrate: 48_000,
  });
});

test.each(['bus', 'screen-sound'] as const)('%s may be music', (media) => {
  expect(soundOptions(media)).toMatchObject({ opusStereo: true, opusDtx: false, opusMaxAverageBitrate: 96_000 });
});
