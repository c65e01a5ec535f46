/** RFC 6455 §5.2, as far as a crowd needs it: what it sends is short text, what it hears is whole frames without a mask. */

const FINAL = 0x80;
const MASKED = 0x80;
const TEXT = 0x1;
const PING = 0x9;
const PONG = 0xa;
const LENGTH_BITS = 0x7f;
/** Against proxies that guess; any will do where there are none. */
const MASK = [0x54, 0x61, 0x6c, 0x79] as const;

type Heard = { readonly kind: 'text' | 'ping' | 'other'; readonly payload: Buffer };

/** Calls `hear` for each whole frame in `bytes`; returns how many bytes these are. Payloads are views into `bytes`. */
export const readFrames = (bytes: Buffer, hear: (frame: Heard) => void): number => {
  let at = 0;
  for (;;) {
    const head = headOf(bytes, at);
    if (head === null || bytes.length < head.endsAt) return at;
    hear({ kind: kindOf(bytes[at] ?? 0), payload: bytes.subarray(head.startsAt, head.endsAt) });
    at = head.endsAt;
  }
};

/** Where the payload of the frame at `at` is; null while its head is not all there. */
const headOf = (bytes: Buffer, at: number): { readonly startsAt: number; readonly endsAt: number } | null => {
  if (bytes.length < at + 2) return null;
  const short = bytes.readUInt8(at + 1) & LENGTH_BITS;
  const startsAt = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
  if (bytes.length < startsAt) return null;
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
  return { startsAt, endsAt: startsAt + length };
};

const kindOf = (first: number): Heard['kind'] => {
  if (first === (FINAL | TEXT)) return 'text';
  return first === (FINAL | PING) ? 'ping' : 'other';
};

export const clientText = (text: string): Buffer => clientFrame(TEXT, Buffer.from(text));
export const clientPong = (payload: Buffer): Buffer => clientFrame(PONG, payload);

const clientFrame = (opcode: number, payload: Buffer): Buffer => {
  const headLength = payload.length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(headLength + payload.length);
  frame[0] = FINAL | opcode;
  if (headLength === 6) frame[1] = MASKED | payload.length;
  else {
    frame[1] = MASKED | 126;
    frame.writeUInt16BE(payload.length, 2);
  }
  for (let index = 0; index < 4; index += 1) frame[headLength - 4 + index] = MASK[index % 4] ?? 0;
  for (let index = 0; index < payload.length; index += 1)
    frame[headLength + index] = (payload[index] ?? 0) ^ (MASK[index % 4] ?? 0);
  return frame;
};
