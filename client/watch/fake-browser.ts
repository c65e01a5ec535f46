import * as v from 'valibot';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import captured from './chromium-offer.json' with { type: 'json' };
import { RtpCapabilities, WatchOffer } from '../../shared/protocol/rtp.ts';
import type { WatchBrowser } from './prepare.ts';
import type { Peer } from './receiving.ts';

/** Chromium 156's offer to receive, our router's capabilities, and what mediasoup-client's Device made of the two. */
export const CHROMIUM: { readonly sdp: string; readonly router: RtpCapabilities; readonly device: RtpCapabilities } = {
  sdp: captured.sdp,
  router: v.parse(RtpCapabilities, captured.router),
  device: v.parse(RtpCapabilities, captured.device),
};

/** An offer of VP8 and opus, as a server would make it. */
export const anOffer = (): WatchOffer =>
  v.parse(WatchOffer, {
    kind: 'fresh',
    transport: { ...fakeParameters.generateTransportRemoteParameters(), iceServers: [] },
    consumers: ['video/VP8', 'audio/opus'].map((codecMimeType) =>
      fakeParameters.generateConsumerRemoteParameters({ codecMimeType }),
    ),
  });

/** Another program on the transport of `former`. */
export const aRenewalOf = (former: WatchOffer): WatchOffer => ({
  ...anOffer(),
  kind: 'renewal',
  transport: former.transport,
});

/** A peer connection without a network: it takes every offer, and its state is what the test says. */
export type FakePeer = Peer & {
  readonly remoteOffers: readonly string[];
  readonly isClosed: boolean;
  setState(state: RTCPeerConnectionState): void;
};

/** A browser of such connections; `peers` are those that it opened. */
export const fakeBrowser = (): { readonly browser: WatchBrowser; readonly peers: readonly FakePeer[] } => {
  const peers: FakePeer[] = [];
  const browser: WatchBrowser = {
    sync: 'apart',
    makeCertificate: () => Promise.resolve(A_CERTIFICATE),
    openPeer: () => {
      const peer = aPeer();
      peers.push(peer);
      return peer;
    },
    makeStream: (tracks) => ({ getTracks: () => tracks }) as MediaStream,
  };
  return { browser, peers };
};

const A_CERTIFICATE = { expires: Number.POSITIVE_INFINITY } as RTCCertificate;

const aPeer = (): FakePeer => {
  const events = new EventTarget();
  const remoteOffers: string[] = [];
  let connectionState: RTCPeerConnectionState = 'new';
  let isClosed = false;
  const peer = {
    remoteOffers,
    get connectionState() {
      return connectionState;
    },
    get isClosed() {
      return isClosed;
    },
    setState: (state: RTCPeerConnectionState) => {
      connectionState = state;
      events.dispatchEvent(new Event('connectionstatechange'));
    },
    addEventListener: (type: string, listener: EventListener) => events.addEventListener(type, listener),
    addTransceiver: () => undefined,
    createOffer: () => Promise.resolve({ type: 'offer', sdp: CHROMIUM.sdp }),
    setRemoteDescription: ({ sdp }: RTCSessionDescriptionInit) => {
      if (isClosed) return Promise.reject(new DOMException('closed', 'InvalidStateError'));
      remoteOffers.push(sdp ?? '');
      return Promise.resolve();
    },
    createAnswer: () => Promise.resolve({ type: 'answer', sdp: '' }),
    setLocalDescription: () => Promise.resolve(),
    getTransceivers: () => (remoteOffers.at(-1) ?? '').split(/^m=/m).slice(1).map(aTransceiver),
    close: () => {
      isClosed = true;
    },
  };
  return peer as unknown as FakePeer;
};

const aTransceiver = (section: string): unknown => ({
  mid: /^a=mid:(\S+)/m.exec(section)?.[1],
  receiver: {
    track: { kind: section.split(' ')[0] },
    getStats: () => Promise.resolve(new Map()),
    getSynchronizationSources: () => [],
    jitterBufferTarget: null,
  },
});
