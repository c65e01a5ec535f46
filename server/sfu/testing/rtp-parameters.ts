import { CREW_MEDIA, CrewMedia } from '../../../shared/protocol/crew-media.ts';
import {
  ABS_CAPTURE_TIME_URI,
  type MediaKind,
  type RtpCapabilities,
  type RtpParameters,
} from '../../../shared/protocol/rtp.ts';

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
          { uri: ABS_CAPTURE_TIME_URI, id: 10 },
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
          { uri: ABS_CAPTURE_TIME_URI, id: 10 },
        ],
        encodings: [{ ssrc: SSRC.video }],
        rtcp: { cname: 'host', reducedSize: true },
      };

const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const AUDIO_LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';

/** Ids of header extensions in what crew pages send. */
export const EXTENSION_ID = { mid: 1, rid: 2 } as const;
/** The encodings of a camera, the low one first. */
export const CAMERA_RIDS = ['low', 'high'] as const;

/** What a page sends to the others in the studio: each media by a section of its own, a camera in two encodings. */
export const aCrewProduction = (media: CrewMedia): RtpParameters => {
  const kind = CREW_MEDIA[media];
  const index = CrewMedia.options.indexOf(media);
  const shared = [
    { uri: MID, id: EXTENSION_ID.mid },
    { uri: TRANSPORT_CC, id: 3 },
    { uri: ABS_CAPTURE_TIME_URI, id: 10 },
  ];
  const { codecs } = aProduction(kind);
  return {
    mid: String(index),
    codecs,
    headerExtensions: [...shared, kind === 'audio' ? { uri: AUDIO_LEVEL, id: 4 } : { uri: RID, id: EXTENSION_ID.rid }],
    encodings: media === 'camera' ? CAMERA_RIDS.map((rid) => ({ rid })) : [{ ssrc: 0x0c0c_0001 + index }],
    rtcp: { cname: 'person', reducedSize: true },
  };
};

/** A certificate's fingerprint that no handshake will ever be checked against. */
export const A_FINGERPRINT = { algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') } as const;

/** What a page can receive that says so of everything that the router sends. */
export const anAsk = (rtpCapabilities: RtpCapabilities) => ({
  rtpCapabilities,
  dtlsParameters: { role: 'client' as const, fingerprints: [A_FINGERPRINT] },
});
