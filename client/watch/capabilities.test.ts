import { expect, test } from 'vitest';
import type { RtpCapabilities } from '../../shared/protocol/rtp.ts';
import { ABS_CAPTURE_TIME_URI } from '../../shared/protocol/rtp.ts';
import { receivableCapabilities } from './capabilities.ts';
import { CHROMIUM } from './fake-browser.ts';

const received = receivableCapabilities(CHROMIUM.sdp, CHROMIUM.router);

test('Chromium’s codecs are those that mediasoup-client’s Device finds', () => {
  const sorted = ({ codecs = [] }: RtpCapabilities) =>
    codecs.map((codec) => ({
      ...codec,
      rtcpFeedback: (codec.rtcpFeedback ?? []).map(({ type, parameter = '' }) => `${type} ${parameter}`).sort(),
    }));
  expect(sorted(received)).toEqual(sorted(CHROMIUM.device));
});

test('no header extension that the Device finds is missing, and none is there that Chromium does not know', () => {
  const ids = ({ headerExtensions = [] }: RtpCapabilities) =>
    new Set(headerExtensions.map(({ uri, preferredId }) => `${preferredId} ${uri}`));
  expect(ids(received)).toEqual(ids(CHROMIUM.device));
});

test('capture times are asked for, for sound and picture, although Chromium does not list them', () => {
  expect(CHROMIUM.sdp).not.toContain(ABS_CAPTURE_TIME_URI);
  const asked = received.headerExtensions?.filter(({ uri }) => uri === ABS_CAPTURE_TIME_URI);
  expect(asked?.map(({ kind }) => kind).sort()).toEqual(['audio', 'video']);
});

test('a browser without H.264 receives the rest', () => {
  const sdp = CHROMIUM.sdp.replaceAll(/^a=rtpmap:\d+ H264.*\r\n/gm, '');
  const names = receivableCapabilities(sdp, CHROMIUM.router).codecs?.map((codec) => codec.mimeType);
  expect(names).toEqual(['audio/opus', 'video/VP8', 'video/rtx']);
});

test.each([
  ['another packetization mode', { 'packetization-mode': 0, 'profile-level-id': '42e01f' }, 0],
  ['another profile', { 'packetization-mode': 1, 'profile-level-id': '640c1f' }, 0],
  ['another level', { 'packetization-mode': 1, 'profile-level-id': '42E034' }, 1],
])('H.264 of %s', (_name, parameters, expected) => {
  const codec = { kind: 'video', mimeType: 'video/H264', preferredPayloadType: 1, clockRate: 90_000 } as const;
  const offered = Object.entries(parameters)
    .map(([key, value]) => `${key}=${value}`)
    .join(';');
  const sdp = `m=video 9 UDP/TLS/RTP/SAVPF 7\r\na=rtpmap:7 H264/90000\r\na=fmtp:7 ${offered}\r\n`;
  const router = { codecs: [{ ...codec, parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f' } }] };
  expect(receivableCapabilities(sdp, router).codecs).toHaveLength(expected);
});

test('extensions that the router only receives are not asked for', () => {
  const extension = { kind: 'video', uri: ABS_CAPTURE_TIME_URI, preferredId: 10 } as const;
  const directions = ['sendrecv', 'sendonly', 'recvonly', 'inactive'] as const;
  const router = { headerExtensions: directions.map((direction) => ({ ...extension, direction })) };
  const asked = receivableCapabilities(CHROMIUM.sdp, router).headerExtensions?.map(({ direction }) => direction);
  expect(asked).toEqual(['sendrecv', 'sendonly']);
});
