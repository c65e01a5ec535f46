import { expect, test } from 'vitest';
import { chooseVideoCodec, type CodecCapability } from './choose-codec.ts';

const OPUS: CodecCapability = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000 };
const VP8: CodecCapability = { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 };
const h264 = (profile: string, mode: number): CodecCapability => ({
  kind: 'video',
  mimeType: 'video/H264',
  clockRate: 90_000,
  parameters: { 'profile-level-id': profile, 'packetization-mode': mode },
});

test('H.264 in the profile that every browser receives is preferred', () => {
  const codecs = [OPUS, VP8, h264('640032', 1), h264('42e01f', 0), h264('42e01f', 1)];
  expect(chooseVideoCodec({ codecs })).toBe(codecs[4]);
});

test('without that profile it is VP8', () => {
  expect(chooseVideoCodec({ codecs: [OPUS, h264('640032', 1), h264('42e01f', 0), VP8] })).toBe(VP8);
});

test('a browser that can send neither has no codec', () => {
  expect(chooseVideoCodec({ codecs: [OPUS, h264('640032', 1)] })).toBeNull();
  expect(chooseVideoCodec({})).toBeNull();
});
