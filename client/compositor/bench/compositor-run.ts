/** One run of the benchmark, in milliseconds a frame. */
export type CompositorRun = {
  /** Two videos and two cards, by the product's compositor. */
  readonly paintedP50: number;
  readonly paintedP95: number;
  /** The same by a 2D canvas, in the same run. */
  readonly canvasP50: number;
  /** A lone source that fills the program. */
  readonly loneP50: number;
  /** A crossfade between both scenes. */
  readonly fadeP50: number;
  /** The host and four guests at 640×360 in a grid, each with a name tag. */
  readonly guestsP50: number;
  readonly guestsP95: number;
  readonly guestsFps: number;
  /** Of the program, while the page's own thread was blocked. */
  readonly blockedFps: number;
  readonly missedFrames: number;
};

declare global {
  interface Window {
    /** Set when the page is ready; the benchmark's driver calls it. */
    runCompositorBench?: (windowMs: number) => Promise<CompositorRun>;
  }
}
