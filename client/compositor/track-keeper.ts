type KeptFrame = { readonly timestamp: number; close(): void };

export type KeeperPorts<Frame extends KeptFrame> = {
  /** Takes ownership of `frame`. */
  readonly write: (frame: Frame) => Promise<void>;
  /** The same picture with another timestamp; `frame` stays the caller's. */
  readonly redate: (frame: Frame, timestampMicros: number) => Frame;
  readonly nowMicros: () => number;
};

/** After so long without a frame the last one is sent again. */
const SILENCE_MICROS = 400_000;
/** Frames that may wait for the track at once; more are dropped, because a late frame is worth nothing. */
const MAX_PENDING = 2;

/**
 * Writes the program's frames to its track, and holds the last picture there while the compositor is being replaced.
 * It lives in a worker of its own so that the track outlives any compositor worker.
 */
export class TrackKeeper<Frame extends KeptFrame> {
  readonly #ports: KeeperPorts<Frame>;
  #last: Frame | null = null;
  #lastMicros = Number.NEGATIVE_INFINITY;
  #pending = 0;

  constructor(ports: KeeperPorts<Frame>) {
    this.#ports = ports;
  }

  /** Takes ownership of `frame`. */
  put(frame: Frame): void {
    this.#last?.close();
    this.#last = this.#ports.redate(frame, frame.timestamp);
    this.#write(frame);
  }

  /** Sends the last picture again when nothing came for a while. */
  watch(): void {
    const nowMicros = this.#ports.nowMicros();
    if (!this.#last || nowMicros - this.#lastMicros < SILENCE_MICROS) return;
    this.#write(this.#ports.redate(this.#last, nowMicros));
  }

  close(): void {
    this.#last?.close();
    this.#last = null;
  }

  #write(frame: Frame): void {
    // A new compositor may date its first frame before the last picture that was sent again.
    if (frame.timestamp <= this.#lastMicros || this.#pending >= MAX_PENDING) {
      frame.close();
      return;
    }
    this.#lastMicros = frame.timestamp;
    this.#pending += 1;
    const settle = (): void => {
      this.#pending -= 1;
    };
    // A closed track refuses frames; its owner has told this worker to go, or will.
    this.#ports.write(frame).then(settle, settle);
  }
}
