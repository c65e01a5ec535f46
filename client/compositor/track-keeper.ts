type KeptFrame = { readonly timestamp: number; close(): void };

export type KeeperPorts<Frame extends KeptFrame> = {
  /** Takes ownership of `frame`. */
  readonly write: (frame: Frame) => Promise<void>;
  /** Another handle on the same picture; `frame` stays the caller's. */
  readonly share: (frame: Frame) => Frame;
  /** A copy of the picture with this timestamp; `frame` stays the caller's. */
  readonly copy: (frame: Frame, timestampMicros: number) => Promise<Frame>;
  /** Microseconds of any one clock. */
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
  #last: { readonly frame: Frame; readonly atMicros: number } | null = null;
  #wroteAtMicros = Number.NEGATIVE_INFINITY;
  #pending = 0;

  constructor(ports: KeeperPorts<Frame>) {
    this.#ports = ports;
  }

  /** Takes ownership of `frame`. */
  put(frame: Frame): void {
    this.#last?.frame.close();
    this.#last = { frame: this.#ports.share(frame), atMicros: this.#ports.nowMicros() };
    this.#write(frame);
  }

  /** Sends the last picture again when nothing came for a while. */
  async watch(): Promise<void> {
    const last = this.#last;
    const nowMicros = this.#ports.nowMicros();
    if (!last || nowMicros - this.#wroteAtMicros < SILENCE_MICROS) return;
    this.#wroteAtMicros = nowMicros;
    const copy = await this.#ports.copy(last.frame, last.frame.timestamp + nowMicros - last.atMicros);
    if (this.#last === last) this.#write(copy);
    else copy.close();
  }

  close(): void {
    this.#last?.frame.close();
    this.#last = null;
  }

  #write(frame: Frame): void {
    if (this.#pending >= MAX_PENDING) {
      frame.close();
      return;
    }
    this.#wroteAtMicros = this.#ports.nowMicros();
    this.#pending += 1;
    const settle = (): void => {
      this.#pending -= 1;
    };
    // A closed track refuses frames; its owner has told this worker to go, or will.
    this.#ports.write(frame).then(settle, settle);
  }
}
