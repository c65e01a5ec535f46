import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { DtlsParameters, type RtpCapabilities, type WatchAsk } from '../../shared/protocol/rtp.ts';
import { withCaptureTime } from './capabilities.ts';
import { handlerFactoryFor, receivableCapabilities, type HandlerFactory } from './handler.ts';

/** What watching needs of a browser; tests give their own. */
export type WatchBrowser = {
  readonly factory: HandlerFactory;
  makeCertificate(): Promise<RTCCertificate>;
  makeStream(tracks: MediaStreamTrack[]): MediaStream;
};

export const thisBrowser = (): WatchBrowser => ({
  factory: handlerFactoryFor(navigator.userAgent),
  makeCertificate: () => {
    // ECDSA: an RSA key takes a phone a second to make.
    const algorithm: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };
    return RTCPeerConnection.generateCertificate(algorithm);
  },
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
    const [receivable, certificate] = await Promise.all([
      receivableCapabilities(browser.factory, routerRtpCapabilities),
      browser.makeCertificate(),
    ]);
    const fingerprints = await fingerprintsOf(certificate);
    return {
      ask: {
        rtpCapabilities: withCaptureTime(receivable, routerRtpCapabilities),
        dtlsParameters: v.parse(DtlsParameters, { role: 'client', fingerprints }),
      },
      certificate,
      browser,
    };
  } catch (error) {
    throw new AppError('browser.unsupported', error);
  }
};

type Fingerprint = { readonly algorithm: string | undefined; readonly value: string | undefined };

/** Upper case, as SDP writes it and as mediasoup compares it. */
const fingerprintsOf = async (certificate: RTCCertificate): Promise<readonly Fingerprint[]> => {
  if (!('getFingerprints' in certificate)) return readFingerprints(await offerWith(certificate));
  return certificate.getFingerprints().map(({ algorithm, value }) => ({ algorithm, value: value?.toUpperCase() }));
};

/** Firefox tells a certificate's fingerprint in an offer only: https://bugzilla.mozilla.org/show_bug.cgi?id=1525241 */
const offerWith = async (certificate: RTCCertificate): Promise<string> => {
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  try {
    connection.addTransceiver('audio', { direction: 'recvonly' });
    const offer = await connection.createOffer();
    return offer.sdp ?? '';
  } finally {
    connection.close();
  }
};

/** The fingerprints of an SDP. @see https://www.rfc-editor.org/rfc/rfc8122#section-5 */
export const readFingerprints = (sdp: string): readonly Fingerprint[] => {
  const found = [...sdp.matchAll(/^a=fingerprint:(\S+) (\S+)/gm)].map(([, algorithm, value]) => ({
    algorithm: algorithm?.toLowerCase(),
    value: value?.toUpperCase(),
  }));
  return found.filter(
    (one, index) =>
      found.findIndex((other) => other.algorithm === one.algorithm && other.value === one.value) === index,
  );
};
