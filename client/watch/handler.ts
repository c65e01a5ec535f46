import { Chrome111 } from 'mediasoup-client/handlers/Chrome111';
import { Firefox120 } from 'mediasoup-client/handlers/Firefox120';
import { Safari12 } from 'mediasoup-client/handlers/Safari12';
import * as ortc from 'mediasoup-client/ortc';
import type { types } from 'mediasoup-client';
import * as v from 'valibot';
import { RtpCapabilities, type ConsumerOffer, type WatchOffer } from '../../shared/protocol/rtp.ts';

/** One browser's way to receive: mediasoup-client's own, tried there against every release of that browser. */
export type HandlerFactory = types.HandlerFactory;
export type Handler = types.HandlerInterface;

/**
 * Picks the handler by the browser's engine. mediasoup-client's `Device` would do the same, but brings the sending half and
 * every handler: 14 kB more for each viewer. Everything that is neither Chromium nor Firefox is WebKit, as on iOS all are.
 * @see https://mediasoup.org/documentation/v3/mediasoup-client/api/#detectDevice
 */
export const handlerFactoryFor = (userAgent: string): HandlerFactory => {
  if (/\bFirefox\//.test(userAgent)) return Firefox120.createFactory({});
  if (/\b(?:Chrome|Chromium)\//.test(userAgent)) return Chrome111.createFactory({});
  return Safari12.createFactory({});
};

/** What this browser can receive of what the router sends, with the router's payload types and extension ids. */
export const receivableCapabilities = async (
  factory: HandlerFactory,
  router: RtpCapabilities,
): Promise<RtpCapabilities> => {
  const native = structuredClone(await factory.getNativeRtpCapabilities({ direction: 'recvonly' }));
  const remote = toMediasoup<types.RtpCapabilities>(structuredClone(router));
  ortc.validateAndNormalizeRtpCapabilities(native);
  ortc.validateAndNormalizeRtpCapabilities(remote);
  const receivable = ortc.getRecvRtpCapabilities(ortc.getExtendedRtpCapabilities(native, remote, false));
  // As the wire would carry it: mediasoup-client leaves members that are there but undefined.
  return v.parse(RtpCapabilities, JSON.parse(JSON.stringify(receivable)));
};

type OpenOptions = {
  readonly factory: HandlerFactory;
  readonly offer: WatchOffer;
  readonly certificate: RTCCertificate;
};

/** A receiving peer connection for `offer`. The server is connected to `certificate` already, so `@connect` needs no question. */
export const openHandler = ({ factory, offer, certificate }: OpenOptions): Handler => {
  const { iceParameters, iceCandidates, dtlsParameters, iceServers } = offer.transport;
  const handler = factory.factory(
    toMediasoup<types.HandlerOptions>({
      direction: 'recv',
      iceParameters,
      iceCandidates,
      dtlsParameters,
      iceServers,
      additionalSettings: { certificates: [certificate] },
      getSendExtendedRtpCapabilities: unreachableForReceivers,
    }),
  );
  handler.on('@connect', (_parameters, connected) => connected());
  return handler;
};

const unreachableForReceivers = (): never => {
  throw new TypeError('a receiving transport was asked for sending capabilities');
};

/**
 * Receives all consumers in one negotiation, together with the stream on which mediasoup probes the bandwidth: as a second
 * negotiation, as mediasoup-client's Transport does it, the probe would cost the first frame some milliseconds.
 */
export const receiveAll = async (
  handler: Handler,
  consumers: readonly ConsumerOffer[],
): Promise<readonly types.HandlerReceiveResult[]> => {
  const wanted = consumers.map((consumer): types.HandlerReceiveOptions => {
    const rtpParameters = toMediasoup<types.RtpParameters>(structuredClone(consumer.rtpParameters));
    ortc.validateAndNormalizeRtpParameters(rtpParameters);
    return { trackId: consumer.id, kind: consumer.kind, rtpParameters };
  });
  const video = wanted.find((options) => options.kind === 'video');
  const probe: types.HandlerReceiveOptions[] = video
    ? [{ trackId: 'probator', kind: 'video', rtpParameters: ortc.generateProbatorRtpParameters(video.rtpParameters) }]
    : [];
  const received = await handler.receive([...wanted, ...probe]);
  return received.slice(0, wanted.length);
};

/** Our schemas follow mediasoup's shapes but are laxer where it lists literals (extension URIs), so that TypeScript cannot see it. */
const toMediasoup = <Shape>(parsed: unknown): Shape => parsed as Shape;
