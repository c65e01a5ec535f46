/** A whole WebSocket frame, header included: serialized once, written to as many sockets as it is for. */
export type TextFrame = Buffer;

const FINAL_TEXT = 0x81;
/** Payload lengths from which on the header says them in two, or in eight, bytes of their own. */
const TWO_BYTES_FROM = 126;
const EIGHT_BYTES_FROM = 65_536;

/** What a server sends is not masked (RFC 6455 §5.2), and we negotiate no compression. */
export const textFrame = (text: string): TextFrame => {
  const length = Buffer.byteLength(text);
  const headerLength = length < TWO_BYTES_FROM ? 2 : length < EIGHT_BYTES_FROM ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerLength + length);
  frame[0] = FINAL_TEXT;
  if (length < TWO_BYTES_FROM) frame[1] = length;
  else if (length < EIGHT_BYTES_FROM) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, headerLength, 'utf8');
  return frame;
};
