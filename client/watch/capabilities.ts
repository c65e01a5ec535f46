import { ABS_CAPTURE_TIME_URI, type MediaKind, type RtpCapabilities } from '../../shared/protocol/rtp.ts';
import { readMediaSections, type ListedCodec, type MediaSection } from './media-sections.ts';

type RouterCodec = NonNullable<RtpCapabilities['codecs']>[number];
type RouterExtension = NonNullable<RtpCapabilities['headerExtensions']>[number];

/**
 * What a browser can receive of what the router sends, with the router's payload types and extension ids: what mediasoup-client's
 * `Device` would say, in a tenth of its size. `offerSdp`: an offer of this browser to receive sound and picture.
 * @see https://mediasoup.org/documentation/v3/mediasoup-client/api/#device-recvRtpCapabilities
 */
export const receivableCapabilities = (offerSdp: string, router: RtpCapabilities): RtpCapabilities => {
  const sections = readMediaSections(offerSdp);
  const routerCodecs = router.codecs ?? [];
  return {
    codecs: routerCodecs.flatMap((codec) => receivableCodec(codec, routerCodecs, sections)),
    headerExtensions: (router.headerExtensions ?? []).filter((extension) => isReceivable(extension, sections)),
  };
};

const listedFor = (kind: MediaKind, sections: readonly MediaSection[]): readonly ListedCodec[] =>
  sections.filter((section) => section.kind === kind).flatMap((section) => section.codecs);

/** The codec, and its retransmission where both sides have that. Retransmissions themselves are passed over. */
const receivableCodec = (
  codec: RouterCodec,
  routerCodecs: readonly RouterCodec[],
  sections: readonly MediaSection[],
): readonly RouterCodec[] => {
  const listed = listedFor(codec.kind, sections);
  const own = isRetransmission(codec) ? undefined : listed.find((candidate) => isSameCodec(codec, candidate));
  if (!own) return [];
  // libwebrtc repairs Opus by retransmission but does not say so; a browser that cannot ignores the offer of it.
  const feedback = own.name === 'opus' ? [...own.feedback, 'nack'] : own.feedback;
  const common = (codec.rtcpFeedback ?? []).filter(({ type, parameter }) =>
    feedback.includes(parameter ? `${type} ${parameter}` : type),
  );
  const retransmission = routerCodecs.find(
    (candidate) => isRetransmission(candidate) && candidate.parameters?.['apt'] === codec.preferredPayloadType,
  );
  const hasOwn = listed.some(({ name, parameters }) => name === 'rtx' && parameters['apt'] === own.payloadType);
  const received: RouterCodec = { ...codec, parameters: own.parameters, rtcpFeedback: common };
  return retransmission && hasOwn ? [received, retransmission] : [received];
};

const isRetransmission = (codec: RouterCodec): boolean => /\/rtx$/i.test(codec.mimeType);

const isSameCodec = (codec: RouterCodec, listed: ListedCodec): boolean => {
  if (codec.mimeType.toLowerCase() !== `${codec.kind}/${listed.name}` || codec.clockRate !== listed.clockRate)
    return false;
  if (codec.kind === 'audio' && (codec.channels ?? 1) !== listed.channels) return false;
  return listed.name !== 'h264' || isSameH264(codec.parameters ?? {}, listed.parameters);
};

type Parameters = Readonly<Record<string, unknown>>;

/** The last two digits are the level: a router's codecs allow any. @see https://www.rfc-editor.org/rfc/rfc6184#section-8.1 */
const isSameH264 = (a: Parameters, b: Parameters): boolean =>
  (a['packetization-mode'] ?? 0) === (b['packetization-mode'] ?? 0) && profileOf(a) === profileOf(b);

/** Without one it is baseline. */
const profileOf = ({ 'profile-level-id': profile }: Parameters): string =>
  typeof profile === 'string' ? profile.slice(0, 4).toLowerCase() : '4200';

/**
 * Capture times are asked for although browsers do not list them: they accept them when offered, and they date the frames on
 * the viewer's screen.
 */
const isReceivable = (extension: RouterExtension, sections: readonly MediaSection[]): boolean => {
  const isSent = extension.direction !== 'recvonly' && extension.direction !== 'inactive';
  if (extension.uri === ABS_CAPTURE_TIME_URI) return isSent;
  return (
    isSent &&
    sections.some(({ kind, extensionUris }) => kind === extension.kind && extensionUris.includes(extension.uri))
  );
};
