/** A frame missed at 30 a second: the machine is busy, and frames reach the sender late. */
const UNSTEADY_GAP_MICROS = 60_000;
/** So long without such a gap, the machine is steady again: a hundred frames, over which libwebrtc averages. */
const STEADY_MICROS = 3_500_000;
/** More than the 300 ms from which on libwebrtc takes a jump for another clock. */
const JUMP_MICROS = 1_000_000;

/**
 * Dates of program frames, in microseconds. Painted frames are dated by the clock; a source's frame that is passed through keeps
 * its own date, because `new VideoFrame(frame, { timestamp })` does not change what the track sends (seen in Chromium 156),
 * and so the dates of painted frames go on from there. libwebrtc takes a jump for another clock and learns it anew.
 *
 * That is also the way out of a fault of its own: while frames reach it late, it dates them later, and when they are in time
 * again, it corrects what would lie in the future by an amount that it keeps for good (`clip_bias_us_`). From then on every frame
 * counts as captured up to that much too early, 60–110 ms where it was seen, and viewers get a product's card too late. So
 * the dates jump once the machine is steady again. Remove when libwebrtc forgets that amount by itself.
 * @see https://webrtc.googlesource.com/src/+/refs/heads/main/rtc_base/timestamp_aligner.cc
 */
export class FrameDates {
  #lastMicros = Number.NEGATIVE_INFINITY;
  /** What passed frames' dates, and jumps, are ahead of the clock. */
  #aheadMicros = 0;
  #sentAtMicros: number | null = null;
  /** When the dates jump, if nothing comes between; null while there is no need. */
  #jumpAtMicros: number | null = null;

  /** The date of a frame that is made now. Later than every one before. */
  next(nowMicros: number): number {
    this.#watchGap(nowMicros);
    if (this.#jumpAtMicros !== null && nowMicros >= this.#jumpAtMicros) {
      this.#jumpAtMicros = null;
      this.#aheadMicros += JUMP_MICROS;
    }
    this.#lastMicros = Math.max(this.#lastMicros + 1, nowMicros + this.#aheadMicros);
    return this.#lastMicros;
  }

  /** A frame with a date of its own is sent now. */
  passed(timestampMicros: number, nowMicros: number): void {
    this.#watchGap(nowMicros);
    this.#aheadMicros = timestampMicros - nowMicros;
    this.#lastMicros = timestampMicros;
  }

  #watchGap(nowMicros: number): void {
    const gapMicros = nowMicros - (this.#sentAtMicros ?? nowMicros);
    this.#sentAtMicros = nowMicros;
    if (gapMicros > UNSTEADY_GAP_MICROS) this.#jumpAtMicros = nowMicros + STEADY_MICROS;
  }
}
