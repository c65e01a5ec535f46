import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { DtlsParameters, type RtpCapabilities, type WatchAsk } from '../../shared/protocol/rtp.ts';
import { datesWhatItPlays } from '../platform/support.ts';
import { receivableCapabilities } from './capabilities.ts';
import type { SyncMode } from './offer-sdp.ts';
import type { Peer } from './receiving.ts';

/** What watching needs of a browser; tests give their own. */
export type WatchBrowser = {
  readonly sync: SyncMode;
  makeCertificate(): Promise<RTCCertificate>;
  openPeer(configuration: RTCConfiguration): Peer;
  makeStream(tracks: MediaStreamTrack[]): MediaStream;
};

const thisBrowser = (): WatchBrowser => ({
  sync: datesWhatItPlays(window) ? 'apart' : 'joint',
  makeCertificate: () => {
    // ECDSA: an RSA key takes a phone a second to make.
    const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
    return RTCPeerConnection.generateCertificate(algorithm);
  },
  openPeer: (configuration) => new RTCPeerConnection(configuration),
  makeStream: (tracks) => new MediaStream(tracks),
});

/** All that a page knows before it asks for the program. It serves every later offer too, so it is made once. */
export type Preparation = {
  /** Goes to the server with the first frame, so that its answer is a complete offer. */
  readonly ask: WatchAsk;
  readonly certificate: RTCCertificate;
  readonly browser: WatchBrowser;
};

/** Fails with `browser.unsupported`. */
export const prepareWatch = async (
  routerRtpCapabilities: RtpCapabilities,
  browser: WatchBrowser = thisBrowser(),
): Promise<Preparation> => {
  try {
    const certificate = await browser.makeCertificate();
    const sdp = await offerToReceive(browser.openPeer({ certificates: [certificate] }));
    const ask: WatchAsk = {
      rtpCapabilities: receivableCapabilities(sdp, routerRtpCapabilities),
      dtlsParameters: v.parse(DtlsParameters, { role: 'client', fingerprints: readFingerprints(sdp) }),
    };
    return { ask, certificate, browser };
  } catch (error) {
    throw new AppError('browser.unsupported', error);
  }
};

/** Says what this browser receives, and the certificate's fingerprint in every browser's way. */
const offerToReceive = async (peer: Peer): Promise<string> => {
  try {
    peer.addTransceiver('audio', { direction: 'recvonly' });
    peer.addTransceiver('video', { direction: 'recvonly' });
    const offer = await peer.createOffer();
    return offer.sdp ?? '';
  } finally {
    peer.close();
  }
};

type Fingerprint = { readonly algorithm: string; readonly value: string };

/** The fingerprints of an SDP, upper case as mediasoup compares them. @see https://www.rfc-editor.org/rfc/rfc8122#section-5 */
export const readFingerprints = (sdp: string): readonly Fingerprint[] => {
  const found = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)/gm)].map(([, algorithm = '', value = '']) => ({
    algorithm: algorithm.toLowerCase(),
    value: value.toUpperCase(),
  }));
  if (found.length === 0) throw new TypeError('an offer without a fingerprint');
  return found.filter((one, index) => found.findIndex((other) => other.value === one.value) === index);
};
