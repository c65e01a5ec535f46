import { expect, test } from 'vitest';
import { CHROMIUM } from './fake-browser.ts';
import { readMediaSections } from './media-sections.ts';

test('codecs are read with their parameters and feedback', () => {
  const [audio, video] = readMediaSections(CHROMIUM.sdp);
  expect(audio?.codecs[0]).toEqual({
    payloadType: 111,
    name: 'opus',
    clockRate: 48_000,
    channels: 2,
    parameters: { minptime: 10, useinbandfec: 1 },
    feedback: ['transport-cc'],
  });
  const h264 = video?.codecs.filter((codec) => codec.name === 'h264');
  expect(h264?.[0]?.parameters['profile-level-id']).toBe('42001f');
  expect(video?.codecs.find((codec) => codec.name === 'rtx')?.parameters).toEqual({ apt: 96 });
  expect(video?.extensionUris).toContain('urn:3gpp:video-orientation');
});

test('feedback for every codec, directions of extensions and other media are understood', () => {
  const sdp = [
    'v=0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'm=video 9 UDP/TLS/RTP/SAVPF 120',
    'a=extmap:3/recvonly urn:example',
    'a=rtpmap:120 VP8/90000',
    'a=rtcp-fb:* nack pli',
    'a=fmtp:120 max-fs=12288;max-fr=60',
    '',
  ].join('\r\n');
  expect(readMediaSections(sdp)).toEqual([
    {
      kind: 'video',
      codecs: [
        {
          payloadType: 120,
          name: 'vp8',
          clockRate: 90_000,
          channels: null,
          parameters: { 'max-fs': 12_288, 'max-fr': 60 },
          feedback: ['nack pli'],
        },
      ],
      extensionUris: ['urn:example'],
    },
  ]);
});
