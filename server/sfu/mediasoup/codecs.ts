import type { types } from 'mediasoup';
import * as ortc from 'mediasoup/ortc';
import * as v from 'valibot';
import { RtpCapabilities } from '../../../shared/protocol/rtp.ts';

/**
 * What Chrome, Firefox and Safari all send and receive. Payload types are Chrome's, so that SDPs made without negotiation
 * (WHEP-like) agree. H.264 is constrained baseline 3.1 with asymmetric levels: the one profile that all three encode, and a
 * sender of 1080p may exceed the level.
 */
export const ROUTER_CODECS: types.RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    preferredPayloadType: 111,
    clockRate: 48_000,
    channels: 2,
    parameters: { minptime: 10, useinbandfec: 1, 'sprop-stereo': 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 96, clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    preferredPayloadType: 125,
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
];

/** Every router has the same codecs, so its capabilities are known before one exists. */
export const makeRouterRtpCapabilities = (): RtpCapabilities =>
  v.parse(RtpCapabilities, ortc.generateRouterRtpCapabilities(ROUTER_CODECS));
