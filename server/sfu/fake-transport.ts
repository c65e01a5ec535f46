import { AppError } from '../../shared/errors.ts';
import type { MediaKind, RtpCapabilities, RtpParameters, TransportOffer } from '../../shared/protocol/rtp.ts';

export const FAKE_CAPABILITIES: RtpCapabilities = {
  codecs: [
    { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 111, clockRate: 48_000, channels: 2 },
    { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 96, clockRate: 90_000 },
  ],
  headerExtensions: [{ kind: 'video', uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', preferredId: 1 }],
};

let nextId = 1;
export const makeFakeId = (what: string): string => `${what}-${nextId++}`;

export const offerTransport = (): TransportOffer => ({
  id: makeFakeId('transport'),
  iceParameters: { usernameFragment: makeFakeId('ufrag'), password: 'password', iceLite: true },
  iceCandidates: [
    {
      foundation: 'udp',
      priority: 1,
      ip: '127.0.0.1',
      address: '127.0.0.1',
      protocol: 'udp',
      port: 40_000,
      type: 'host',
    },
  ],
  dtlsParameters: { role: 'auto', fingerprints: [] },
  iceServers: [],
});

export const canReceive = (capabilities: RtpCapabilities, mimeType: string): boolean =>
  capabilities.codecs?.some((codec) => codec.mimeType === mimeType) ?? false;

export type Ended = 'no' | 'closed' | 'worker-died';

/** Refuses what a closed endpoint is asked for. */
export const assertNotEnded = (ended: Ended): void => {
  if (ended === 'closed') throw new AppError('media.not-found');
  if (ended === 'worker-died') throw new AppError('media.worker-died');
};

/** Refuses parameters that the real plane refuses, as far as tests send such. */
export const checkFakeProduce = (kind: MediaKind, { codecs }: RtpParameters): void => {
  const isKnown = (mimeType: string): boolean =>
    mimeType.startsWith(`${kind}/`) && canReceive(FAKE_CAPABILITIES, mimeType);
  if (codecs.length === 0 || !codecs.every(({ mimeType }) => isKnown(mimeType)))
    throw new AppError('media.invalid-parameters');
};
