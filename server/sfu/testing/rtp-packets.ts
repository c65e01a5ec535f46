const RTP_HEADER_BYTES = 12;
const RTCP_PSFB = 206;
const PLI = 1;

export type RtpFacts = {
  readonly payloadType: number;
  readonly ssrc: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly extensions?: readonly HeaderExtension[];
};
type HeaderExtension = { readonly id: number; readonly text: string };

/** @see https://www.rfc-editor.org/rfc/rfc3550 section 5.1 */
export const rtpPacket = (facts: RtpFacts, payload: Buffer): Buffer => {
  const header = Buffer.alloc(RTP_HEADER_BYTES);
  const { extensions = [] } = facts;
  header.writeUInt8(extensions.length > 0 ? 0x90 : 0x80, 0);
  // One packet is one frame here, so the marker is always set.
  header.writeUInt8(0x80 | facts.payloadType, 1);
  header.writeUInt16BE(facts.sequence & 0xffff, 2);
  header.writeUInt32BE(facts.timestamp >>> 0, 4);
  header.writeUInt32BE(facts.ssrc, 8);
  return Buffer.concat([header, ...(extensions.length > 0 ? [oneByteExtensions(extensions)] : []), payload]);
};

/** @see https://www.rfc-editor.org/rfc/rfc8285 section 4.2 */
const oneByteExtensions = (extensions: readonly HeaderExtension[]): Buffer => {
  const elements = Buffer.concat(
    extensions.flatMap(({ id, text }) => [Buffer.from([(id << 4) | (text.length - 1)]), Buffer.from(text, 'latin1')]),
  );
  const words = Math.ceil(elements.length / 4);
  const header = Buffer.from([0xbe, 0xde, 0x00, words]);
  return Buffer.concat([header, elements, Buffer.alloc(words * 4 - elements.length)]);
};

/** A VP8 payload that a router can tell from its first bytes. @see https://www.rfc-editor.org/rfc/rfc7741 section 4 */
export const vp8Payload = (frame: 'key' | 'delta', bytes = 200): Buffer => {
  const start =
    frame === 'key' ? [0x10, 0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x00, 0x05, 0xd0, 0x02] : [0x10, 0x11, 0x02, 0x00];
  return Buffer.concat([Buffer.from(start), Buffer.alloc(bytes - start.length)]);
};

/** Whether an RTP packet carries the start of a VP8 key frame; extensions and contributing sources are skipped. */
export const isVp8KeyFrame = (packet: Buffer): boolean => {
  const payload = packet.subarray(payloadOffset(packet));
  const descriptor = payload.readUInt8(0);
  // Our own descriptor has no extension bytes; the worker leaves it as it is.
  return (descriptor & 0x10) !== 0 && (payload.readUInt8(1) & 0x01) === 0;
};

const payloadOffset = (packet: Buffer): number => {
  const first = packet.readUInt8(0);
  const offset = RTP_HEADER_BYTES + (first & 0x0f) * 4;
  const hasExtension = (first & 0x10) !== 0;
  return hasExtension ? offset + 4 + packet.readUInt16BE(offset + 2) * 4 : offset;
};

/** RTCP shares the port: its packet types lie where RTP's payload types with a marker would be 64 to 95. @see https://www.rfc-editor.org/rfc/rfc5761 */
export const isRtcp = (packet: Buffer): boolean => {
  const type = packet.readUInt8(1);
  return type >= 192 && type <= 223;
};

/** Whether a compound RTCP packet asks for a key frame. */
export const asksForKeyFrame = (packet: Buffer): boolean => {
  for (let offset = 0; offset + 4 <= packet.length; offset += (packet.readUInt16BE(offset + 2) + 1) * 4) {
    const format = packet.readUInt8(offset) & 0x1f;
    if (packet.readUInt8(offset + 1) === RTCP_PSFB && (format === PLI || format === 4)) return true;
  }
  return false;
};
