import * as v from 'valibot';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { RtpCapabilities, WatchOffer } from '../../shared/protocol/rtp.ts';
import type { Handler } from './handler.ts';
import type { WatchBrowser } from './prepare.ts';

export const ROUTER_CAPABILITIES: RtpCapabilities = v.parse(
  RtpCapabilities,
  fakeParameters.generateRouterRtpCapabilities(),
);

/** An offer of opus and VP8, as a server would make it. */
export const anOffer = (): WatchOffer =>
  v.parse(WatchOffer, {
    transport: { ...fakeParameters.generateTransportRemoteParameters(), iceServers: [] },
    consumers: ['video/VP8', 'audio/opus'].map((codecMimeType) =>
      fakeParameters.generateConsumerRemoteParameters({ codecMimeType }),
    ),
  });

/** A browser made of mediasoup-client's own fake handler; `handlers` are the connections that it opened. */
export const fakeBrowser = (): { readonly browser: WatchBrowser; readonly handlers: readonly FakeHandler[] } => {
  const handlers: FakeHandler[] = [];
  const fake = FakeHandler.createFactory(fakeParameters);
  const factory: WatchBrowser['factory'] = {
    ...fake,
    factory: (options): Handler => {
      const handler = fake.factory(options);
      if (handler instanceof FakeHandler) handlers.push(handler);
      return handler;
    },
  };
  const browser: WatchBrowser = {
    factory,
    makeCertificate: () => Promise.resolve(A_CERTIFICATE),
    makeStream: aStream,
  };
  return { browser, handlers };
};

const A_CERTIFICATE: RTCCertificate = {
  expires: Number.POSITIVE_INFINITY,
  getFingerprints: () => [{ algorithm: 'sha-256', value: 'ab:cd:ef' }],
};

/** Node has no MediaStream; this is the part of it that is looked at. */
const aStream = (tracks: MediaStreamTrack[]): MediaStream => ({ getTracks: () => tracks }) as MediaStream;
