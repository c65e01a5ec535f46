import type { types } from 'mediasoup';
import { getSupportedRtpCapabilities } from 'mediasoup';
import * as ortc from 'mediasoup/ortc';
import * as v from 'valibot';
import { AppError } from '../../../shared/errors.ts';
import {
  ConsumerOffer,
  type DtlsParameters,
  type MediaKind,
  type RtpCapabilities,
  type RtpParameters,
} from '../../../shared/protocol/rtp.ts';

type ExtensionUri = types.RtpHeaderExtensionUri;

const KNOWN_URIS: ReadonlySet<string> = new Set(getSupportedRtpCapabilities().headerExtensions?.map(({ uri }) => uri));
const isKnownUri = (uri: string): uri is ExtensionUri => KNOWN_URIS.has(uri);

/** Hexadecimal pairs: 20 of SHA-1 up to 64 of SHA-512. */
const FINGERPRINT = /^[0-9A-F]{2}(?::[0-9A-F]{2}){19,63}$/i;

const invalid = (cause?: unknown): AppError => new AppError('media.invalid-parameters', cause);

/** A malformed fingerprint would only fail inside the worker, after the handshake has cost something. */
export const checkDtls = (parameters: DtlsParameters): types.DtlsParameters => {
  const usable =
    parameters.fingerprints.length > 0 && parameters.fingerprints.every(({ value }) => FINGERPRINT.test(value));
  if (!usable) throw invalid();
  return parameters;
};

/** What a page can receive, without the header extensions that no router of ours can send. */
export const checkCapabilities = (capabilities: RtpCapabilities): types.RtpCapabilities => {
  const codecs = (capabilities.codecs ?? []).flatMap((codec) =>
    codec.preferredPayloadType === undefined ? [] : [{ ...codec, preferredPayloadType: codec.preferredPayloadType }],
  );
  const headerExtensions = (capabilities.headerExtensions ?? []).flatMap((extension) =>
    isKnownUri(extension.uri) ? [{ ...extension, uri: extension.uri }] : [],
  );
  const checked: types.RtpCapabilities = { codecs, headerExtensions };
  try {
    ortc.validateAndNormalizeRtpCapabilities(checked);
  } catch (cause) {
    throw invalid(cause);
  }
  return checked;
};

type ProduceBounds = {
  readonly kind: MediaKind;
  readonly maxEncodings: number;
  readonly router: types.RtpCapabilities;
};

/**
 * Everything that the worker would refuse, and what it would accept though no page of ours sends it: codecs of the other
 * kind, header extensions that nobody knows, doubled ids, streams without an SSRC or RID.
 */
export const checkProduce = (
  parameters: RtpParameters,
  { kind, maxEncodings, router }: ProduceBounds,
): types.RtpParameters => {
  const encodings = parameters.encodings ?? [];
  const headerExtensions = (parameters.headerExtensions ?? []).map((extension) => {
    if (!isKnownUri(extension.uri)) throw invalid();
    return { ...extension, uri: extension.uri };
  });
  const checked: types.RtpParameters = { ...parameters, encodings, headerExtensions };
  const isSound =
    checked.codecs.length > 0 &&
    checked.codecs.every(({ mimeType }) => mimeType.toLowerCase().startsWith(`${kind}/`)) &&
    encodings.length > 0 &&
    encodings.length <= maxEncodings &&
    encodings.every(({ ssrc, rid }) => ssrc !== undefined || (rid !== undefined && rid !== '')) &&
    areDistinct(checked.codecs.map(({ payloadType }) => payloadType)) &&
    areDistinct(headerExtensions.map(({ id }) => id)) &&
    areDistinct(encodings.flatMap(({ ssrc, rtx }) => [ssrc, rtx?.ssrc].filter((value) => value !== undefined))) &&
    areDistinct(encodings.flatMap(({ rid }) => rid ?? []));
  if (!isSound) throw invalid();
  checkAgainstRouter(kind, checked, router);
  return checked;
};

const areDistinct = (values: ReadonlyArray<number | string>): boolean => new Set(values).size === values.length;

const checkAgainstRouter = (kind: MediaKind, parameters: types.RtpParameters, router: types.RtpCapabilities): void => {
  // mediasoup's functions complete what they are given.
  const copy = structuredClone(parameters);
  try {
    ortc.validateAndNormalizeRtpParameters(copy);
    const mapping = ortc.getProducerRtpParametersMapping(copy, router);
    ortc.getConsumableRtpParameters(kind, copy, router, mapping);
  } catch (cause) {
    throw invalid(cause);
  }
};

/** Through JSON, since mediasoup leaves members in place that are undefined. */
export const consumerOffer = ({ id, producerId, kind, rtpParameters }: types.Consumer): ConsumerOffer =>
  v.parse(ConsumerOffer, JSON.parse(JSON.stringify({ id, producerId, kind, rtpParameters })));
