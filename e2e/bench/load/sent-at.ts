/** The last bytes of a synthetic packet say when it was sent: epoch milliseconds with a fraction, as all processes of a machine count them. */
const SENT_AT_BYTES = 8;

const nowMs = (): number => performance.timeOrigin + performance.now();

export const stampSentAt = (packet: Buffer): void => {
  packet.writeDoubleBE(nowMs(), packet.length - SENT_AT_BYTES);
};

/** One frame that has come whole. */
export type Arrival = {
  /** Epoch milliseconds. */
  readonly atMs: number;
  /** Since its last packet was sent. */
  readonly wayMs: number;
};

export const arrivalOf = (packet: Buffer): Arrival => {
  const atMs = nowMs();
  return { atMs, wayMs: atMs - packet.readDoubleBE(packet.length - SENT_AT_BYTES) };
};
