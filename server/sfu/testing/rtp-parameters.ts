import type { MediaKind, RtpCapabilities, RtpParameters } from '../../../shared/protocol/rtp.ts';

export const ABS_CAPTURE_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';
const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';

export const SSRC = { audio: 0x0a0a_0001, video: 0x0b0b_0001 } as const;
export const PAYLOAD_TYPE = { audio: 111, video: 96 } as const;

/** What a page's publisher sends for VP8 or Opus. */
export const aProduction = (kind: MediaKind): RtpParameters =>
  kind === 'audio'
    ? {
        mid: '0',
        codecs: [
          {
            mimeType: 'audio/opus',
            payloadType: PAYLOAD_TYPE.audio,
            clockRate: 48_000,
            channels: 2,
            parameters: { useinbandfec: 1 },
          },
        ],
        headerExtensions: [
          { uri: MID, id: 1 },
          { uri: ABS_CAPTURE_TIME, id: 10 },
        ],
        encodings: [{ ssrc: SSRC.audio }],
        rtcp: { cname: 'host', reducedSize: true },
      }
    : {
        mid: '1',
        codecs: [
          {
            mimeType: 'video/VP8',
            payloadType: PAYLOAD_TYPE.video,
            clockRate: 90_000,
            rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'ccm', parameter: 'fir' }],
          },
        ],
        headerExtensions: [
          { uri: MID, id: 1 },
          { uri: ABS_CAPTURE_TIME, id: 10 },
        ],
        encodings: [{ ssrc: SSRC.video }],
        rtcp: { cname: 'host', reducedSize: true },
      };

/** A certificate's fingerprint that no handshake will ever be checked against. */
export const A_FINGERPRINT = { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') } as const;

/** What a page can receive that says so of everything that the router sends. */
export const anAsk = (rtpCapabilities: RtpCapabilities) => ({
  rtpCapabilities,
  dtlsParameters: { role: 'client' as const, fingerprints: [A_FINGERPRINT] },
});
