/**
 * Dates of program frames, in microseconds. Painted frames are dated by the clock; a source's frame that is passed through keeps
 * its own date, because `new VideoFrame(frame, { timestamp })` does not change what the track sends (seen in Chromium 156),
 * and so the dates of painted frames go on from there. libwebrtc takes a jump for another clock and learns it anew.
 */
export class FrameDates {
  #lastMicros = Number.NEGATIVE_INFINITY;
  /** What passed frames' dates are ahead of the clock. */
  #aheadMicros = 0;

  /** The date of a frame that is made now. Later than every one before. */
  next(nowMicros: number): number {
    this.#lastMicros = Math.max(this.#lastMicros + 1, nowMicros + this.#aheadMicros);
    return this.#lastMicros;
  }

  /** A frame with a date of its own is sent now. */
  passed(timestampMicros: number, nowMicros: number): void {
    this.#aheadMicros = timestampMicros - nowMicros;
    this.#lastMicros = timestampMicros;
  }
}
