import { assert } from '../../shared/invariant.ts';
import type {
  ConsumerOffer,
  IceParameters,
  MediaKind,
  RtpParameters,
  TransportOffer,
  WatchOffer,
} from '../../shared/protocol/rtp.ts';

/** What one media section of the remote description says. */
type Section = {
  readonly mid: string;
  readonly kind: MediaKind;
  readonly streamId: string;
  readonly trackId: string;
  readonly rtpParameters: RtpParameters;
};

/**
 * `joint`: sound and picture are one stream, and browsers then hold the earlier one back until they fit exactly.
 * `apart`: each plays as soon as it can; whoever asks for this keeps them together (`LipSync`).
 */
export type SyncMode = 'joint' | 'apart';

type OfferOptions = {
  readonly offer: WatchOffer;
  /** The offer's own, or newer ones after an ICE restart. */
  readonly iceParameters: IceParameters;
  /** Counts the negotiations of one connection, from 1. */
  readonly version: number;
  readonly sync: SyncMode;
};

/** The `mid` by which a consumer's transceiver is found. */
export const midOf = (offer: WatchOffer, consumer: ConsumerOffer): string =>
  consumer.rtpParameters.mid ?? String(offer.consumers.indexOf(consumer));

/**
 * The server's offer as the SDP that a browser takes: line by line what mediasoup-client would write, which is tried in every
 * browser. The stream on which mediasoup probes the bandwidth is part of it: as a second negotiation, as mediasoup-client does
 * it, it would cost the first frame some milliseconds.
 * @see https://www.rfc-editor.org/rfc/rfc8829
 */
export const writeOffer = ({ offer, iceParameters, version, sync }: OfferOptions): string => {
  const consumers = offer.consumers.map((consumer): Section => {
    const { kind, id, rtpParameters } = consumer;
    const streamId = rtpParameters.msid?.split(' ')[0] ?? rtpParameters.rtcp?.cname ?? '-';
    return {
      mid: midOf(offer, consumer),
      kind,
      streamId: sync === 'joint' ? streamId : `${streamId}-${kind}`,
      trackId: id,
      rtpParameters,
    };
  });
  const video = consumers.find((section) => section.kind === 'video');
  const sections = video ? [...consumers, probe(video.rtpParameters)] : consumers;
  const fingerprint = offer.transport.dtlsParameters.fingerprints.at(-1);
  assert(fingerprint, 'a transport has a fingerprint');
  const lines = [
    'v=0',
    `o=tally 10000 ${version} IN IP4 0.0.0.0`,
    's=-',
    't=0 0',
    'a=extmap-allow-mixed',
    ...(iceParameters.iceLite ? ['a=ice-lite'] : []),
    `a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`,
    'a=ice-options:ice2',
    'a=msid-semantic: WMS *',
    `a=group:BUNDLE ${sections.map((section) => section.mid).join(' ')}`,
    ...sections.flatMap((section) => writeSection(section, offer.transport, iceParameters)),
  ];
  return `${lines.join('\r\n')}\r\n`;
};

/** mediasoup sends its probes on this stream. @see https://github.com/versatica/mediasoup-client/blob/v3/src/ortc.ts */
const probe = ({ codecs, headerExtensions }: RtpParameters): Section => ({
  mid: 'probator',
  kind: 'video',
  streamId: 'probator',
  trackId: 'probator',
  rtpParameters: {
    codecs: codecs.slice(0, 1).map((codec) => ({ ...codec, payloadType: 127 })),
    headerExtensions: headerExtensions ?? [],
    encodings: [{ ssrc: 1234 }],
    rtcp: { cname: 'probator' },
  },
});

const writeSection = (section: Section, transport: TransportOffer, ice: IceParameters): readonly string[] => {
  const { codecs, headerExtensions = [] } = section.rtpParameters;
  return [
    `m=${section.kind} 7 UDP/TLS/RTP/SAVPF ${codecs.map((codec) => codec.payloadType).join(' ')}`,
    'c=IN IP4 127.0.0.1',
    ...codecs.map(writeCodec),
    ...codecs.flatMap(writeFormat),
    ...codecs.flatMap(writeFeedback),
    ...headerExtensions.map(({ id, uri }) => `a=extmap:${id} ${uri}`),
    'a=extmap-allow-mixed',
    'a=setup:actpass',
    `a=mid:${section.mid}`,
    `a=msid:${section.streamId} ${section.trackId}`,
    'a=sendonly',
    `a=ice-ufrag:${ice.usernameFragment}`,
    `a=ice-pwd:${ice.password}`,
    ...transport.iceCandidates.map(writeCandidate),
    'a=end-of-candidates',
    'a=ice-options:renomination',
    ...writeSources(section.rtpParameters),
    'a=rtcp-mux',
    'a=rtcp-rsize',
  ];
};

type Codec = RtpParameters['codecs'][number];

const writeCodec = ({ payloadType, mimeType, clockRate, channels = 1 }: Codec): string =>
  `a=rtpmap:${payloadType} ${mimeType.replace(/^[a-z]+\//i, '')}/${clockRate}${channels > 1 ? `/${channels}` : ''}`;

const writeFormat = ({ payloadType, parameters = {} }: Codec): readonly string[] => {
  const pairs = Object.entries(parameters).map(([key, value]) => `${key}=${String(value)}`);
  return pairs.length > 0 ? [`a=fmtp:${payloadType} ${pairs.join(';')}`] : [];
};

const writeFeedback = ({ payloadType, rtcpFeedback = [] }: Codec): readonly string[] =>
  rtcpFeedback.map(({ type, parameter }) => `a=rtcp-fb:${payloadType} ${type}${parameter ? ` ${parameter}` : ''}`);

const writeCandidate = (candidate: TransportOffer['iceCandidates'][number]): string => {
  const { foundation, protocol, priority, address, ip, port, type, tcpType } = candidate;
  const tcp = tcpType ? ` tcptype ${tcpType}` : '';
  return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address ?? ip} ${port} typ ${type}${tcp}`;
};

/** Which packets are the stream and which its retransmissions. @see https://www.rfc-editor.org/rfc/rfc5576 */
const writeSources = ({ encodings, rtcp }: RtpParameters): readonly string[] => {
  const ssrc = encodings?.[0]?.ssrc;
  const retransmission = encodings?.[0]?.rtx?.ssrc;
  const sources = [ssrc, retransmission].filter((source) => source !== undefined);
  const named = rtcp?.cname ? sources.map((source) => `a=ssrc:${source} cname:${rtcp.cname}`) : [];
  return sources.length === 2 ? [...named, `a=ssrc-group:FID ${sources.join(' ')}`] : named;
};

/**
 * Adds to an answer that stereo is wanted where the offer has it: browsers do not ask for it by themselves and would play the
 * mean of both sides.
 * @see https://www.rfc-editor.org/rfc/rfc7587#section-6.1
 */
export const withStereo = (answerSdp: string, offer: WatchOffer): string => {
  const codecs = offer.consumers.flatMap((consumer) => consumer.rtpParameters.codecs);
  const stereo = codecs.filter((codec) => Number(codec.parameters?.['sprop-stereo'] ?? 0) === 1);
  return stereo.reduce((sdp, { payloadType }) => {
    const format = new RegExp(`^a=fmtp:${payloadType} (?!(?:.*;)?stereo=1)(.*)$`, 'm');
    const codec = new RegExp(`^(a=rtpmap:${payloadType} .*)$`, 'm');
    if (format.test(sdp)) return sdp.replace(format, `a=fmtp:${payloadType} $1;stereo=1`);
    return sdp.includes(`a=fmtp:${payloadType} `) ? sdp : sdp.replace(codec, `$1\r\na=fmtp:${payloadType} stereo=1`);
  }, answerSdp);
};
