import type { MediaKind, TransportOffer } from '../../../shared/protocol/rtp.ts';

/** One media section of the answer that stands for the worker. */
export type AnswerSection = {
  readonly mid: string;
  readonly kind: MediaKind;
  readonly payloadType: number;
  /** What the worker does: it sends to viewers and receives from hosts. */
  readonly direction: 'sendonly' | 'recvonly';
  readonly ssrc: number | null;
};

const CODEC = { audio: 'opus/48000/2', video: 'VP8/90000' } as const;

/** The worker's answer in SDP, for peers that speak nothing else. @see https://www.rfc-editor.org/rfc/rfc8829 section 5.3 */
export const answerSdp = (offer: TransportOffer, sections: readonly AnswerSection[]): string => {
  const candidate = offer.iceCandidates.find(({ protocol }) => protocol === 'udp');
  const fingerprint = offer.dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256');
  if (!candidate || !fingerprint) throw new Error('the offer has no UDP candidate or no SHA-256 fingerprint');
  const { address = candidate.ip, port } = candidate;
  const session = ['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=ice-lite'];
  const media = sections.flatMap((section) => [
    `m=${section.kind} ${port} UDP/TLS/RTP/SAVPF ${section.payloadType}`,
    `c=IN IP4 ${address}`,
    `a=mid:${section.mid}`,
    `a=${section.direction}`,
    `a=ice-ufrag:${offer.iceParameters.usernameFragment}`,
    `a=ice-pwd:${offer.iceParameters.password}`,
    `a=fingerprint:sha-256 ${fingerprint.value}`,
    'a=setup:passive',
    'a=rtcp-mux',
    `a=rtpmap:${section.payloadType} ${CODEC[section.kind]}`,
    ...(section.kind === 'video' ? [`a=rtcp-fb:${section.payloadType} nack pli`] : []),
    ...(section.ssrc === null ? [] : [`a=ssrc:${section.ssrc} cname:worker`]),
    `a=candidate:1 1 UDP 2113937151 ${address} ${port} typ host`,
    'a=end-of-candidates',
  ]);
  const group = `a=group:BUNDLE ${sections.map(({ mid }) => mid).join(' ')}`;
  return [...session, group, ...media].map((line) => `${line}\r\n`).join('');
};

export const fingerprintOf = (sdp: string): string => {
  const value = /^a=fingerprint:sha-256 ([0-9A-F:]+)\s*$/im.exec(sdp)?.[1];
  if (value === undefined) throw new Error('the peer offers no SHA-256 fingerprint');
  return value;
};
