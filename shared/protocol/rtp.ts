import * as v from 'valibot';

/**
 * RTP, ICE and DTLS parameters as they cross the wire, bounded in size before mediasoup sees them.
 * Shapes follow mediasoup's; unknown members are dropped.
 * @see https://mediasoup.org/documentation/v3/mediasoup/rtp-parameters-and-capabilities/
 */
const short = v.pipe(v.string(), v.maxLength(256));

/** By this header extension frames and sound are dated. @see https://webrtc.googlesource.com/src/+/refs/heads/main/docs/native-code/rtp-hdrext/abs-capture-time/ */
export const ABS_CAPTURE_TIME_URI = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

const uint = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295));
const payloadType = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(127));
const few = <Item extends v.GenericSchema>(item: Item, most: number) => v.pipe(v.array(item), v.maxLength(most));

export const MediaKind = v.picklist(['audio', 'video']);
export type MediaKind = v.InferOutput<typeof MediaKind>;

const CodecParameters = v.record(short, v.union([v.number(), short, v.boolean(), v.null()]));
const RtcpFeedback = v.object({ type: short, parameter: v.exactOptional(short) });

const RtpCodec = v.object({
  mimeType: short,
  payloadType,
  clockRate: uint,
  channels: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8))),
  parameters: v.exactOptional(CodecParameters),
  rtcpFeedback: v.exactOptional(few(RtcpFeedback, 16)),
});

const RtpEncoding = v.object({
  ssrc: v.exactOptional(uint),
  rid: v.exactOptional(short),
  codecPayloadType: v.exactOptional(payloadType),
  rtx: v.exactOptional(v.object({ ssrc: uint })),
  dtx: v.exactOptional(v.boolean()),
  scalabilityMode: v.exactOptional(short),
  scaleResolutionDownBy: v.exactOptional(v.number()),
  maxBitrate: v.exactOptional(uint),
});

const HeaderExtension = v.object({
  uri: short,
  id: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
  encrypt: v.exactOptional(v.boolean()),
  parameters: v.exactOptional(CodecParameters),
});

export const RtpParameters = v.object({
  mid: v.exactOptional(short),
  codecs: few(RtpCodec, 8),
  headerExtensions: v.exactOptional(few(HeaderExtension, 16)),
  encodings: v.exactOptional(few(RtpEncoding, 3)),
  rtcp: v.exactOptional(
    v.object({
      cname: v.exactOptional(short),
      reducedSize: v.exactOptional(v.boolean()),
      mux: v.exactOptional(v.boolean()),
    }),
  ),
  msid: v.exactOptional(short),
});
export type RtpParameters = v.InferOutput<typeof RtpParameters>;

const CapabilityCodec = v.object({
  kind: MediaKind,
  mimeType: short,
  preferredPayloadType: v.exactOptional(payloadType),
  clockRate: uint,
  channels: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8))),
  parameters: v.exactOptional(CodecParameters),
  rtcpFeedback: v.exactOptional(few(RtcpFeedback, 16)),
});

const CapabilityExtension = v.object({
  kind: MediaKind,
  uri: short,
  preferredId: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(255)),
  preferredEncrypt: v.exactOptional(v.boolean()),
  direction: v.exactOptional(v.picklist(['sendrecv', 'sendonly', 'recvonly', 'inactive'])),
});

export const RtpCapabilities = v.object({
  codecs: v.exactOptional(few(CapabilityCodec, 64)),
  headerExtensions: v.exactOptional(few(CapabilityExtension, 64)),
});
export type RtpCapabilities = v.InferOutput<typeof RtpCapabilities>;

export const DtlsParameters = v.object({
  role: v.exactOptional(v.picklist(['auto', 'client', 'server'])),
  fingerprints: few(
    v.object({ algorithm: v.picklist(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']), value: short }),
    8,
  ),
});
export type DtlsParameters = v.InferOutput<typeof DtlsParameters>;

export const IceParameters = v.object({
  usernameFragment: short,
  password: short,
  iceLite: v.exactOptional(v.boolean()),
});
export type IceParameters = v.InferOutput<typeof IceParameters>;

export const IceCandidate = v.object({
  foundation: short,
  priority: uint,
  ip: short,
  address: v.exactOptional(short),
  protocol: v.picklist(['udp', 'tcp']),
  port: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535)),
  type: v.picklist(['host', 'srflx', 'prflx', 'relay']),
  tcpType: v.exactOptional(v.picklist(['active', 'passive', 'so'])),
});

/** Credentials for a TURN server, short-lived where the server supports it. */
export const IceServer = v.object({
  urls: few(short, 8),
  username: v.exactOptional(short),
  credential: v.exactOptional(short),
});
export type IceServer = v.InferOutput<typeof IceServer>;

/** One WebRTC transport of the server's, ready for a page to connect to. */
export const TransportOffer = v.object({
  id: short,
  iceParameters: IceParameters,
  iceCandidates: few(IceCandidate, 16),
  dtlsParameters: DtlsParameters,
  iceServers: few(IceServer, 8),
});
export type TransportOffer = v.InferOutput<typeof TransportOffer>;

export const ConsumerOffer = v.object({ id: short, producerId: short, kind: MediaKind, rtpParameters: RtpParameters });
export type ConsumerOffer = v.InferOutput<typeof ConsumerOffer>;

/**
 * All that a viewer's page needs to receive the program: the transport is already connected to the page's certificate,
 * and its consumers are running, so no second round trip comes before media. `renewal`: the transport is the one that the page
 * receives on already, and these consumers, in the former ones' media sections, are in their place.
 */
export const WatchOffer = v.object({
  kind: v.picklist(['fresh', 'renewal']),
  transport: TransportOffer,
  consumers: few(ConsumerOffer, 2),
});
export type WatchOffer = v.InferOutput<typeof WatchOffer>;

/** What a page tells in order to be offered the program: what it can decode and the fingerprint of the certificate it will use. */
export const WatchAsk = v.object({ rtpCapabilities: RtpCapabilities, dtlsParameters: DtlsParameters });
export type WatchAsk = v.InferOutput<typeof WatchAsk>;
