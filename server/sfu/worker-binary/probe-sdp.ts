/** What the remote side of the probe needs to know of the worker's transport. */
export type ProbeAnswer = {
  readonly iceUfrag: string;
  readonly icePassword: string;
  /** As SDP writes it: `AB:CD:…`. */
  readonly sha256Fingerprint: string;
  readonly address: string;
  readonly port: number;
  /** SSRC of the stream that the worker sends back on the second media section. */
  readonly returnedSsrc: number;
};

/** The SHA-256 certificate fingerprint of an SDP, or undefined when it has none. */
export function fingerprintOf(sdp: string): string | undefined {
  return /^a=fingerprint:sha-256 ([0-9A-F:]+)\s*$/im.exec(sdp)?.[1];
}

/**
 * The answer to an offer of two Opus sections, `0` sending and `1` receiving, from an ICE-lite DTLS server.
 * @see https://www.rfc-editor.org/rfc/rfc8866 and https://www.rfc-editor.org/rfc/rfc8829 section 5.3
 */
export function probeAnswer(answer: ProbeAnswer): string {
  const section = (mid: '0' | '1', direction: 'recvonly' | 'sendonly'): string[] => [
    `m=audio ${answer.port} UDP/TLS/RTP/SAVPF 111`,
    `c=IN IP4 ${answer.address}`,
    `a=mid:${mid}`,
    `a=${direction}`,
    `a=ice-ufrag:${answer.iceUfrag}`,
    `a=ice-pwd:${answer.icePassword}`,
    `a=fingerprint:sha-256 ${answer.sha256Fingerprint}`,
    'a=setup:passive',
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    `a=candidate:1 1 UDP 2113937151 ${answer.address} ${answer.port} typ host`,
    'a=end-of-candidates',
  ];
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0 1',
    ...section('0', 'recvonly'),
    ...section('1', 'sendonly'),
    `a=ssrc:${answer.returnedSsrc} cname:worker`,
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}
