/** A build step that ninja has finished, out of all of them. */
export type BuildProgress = { readonly done: number; readonly total: number };

/** Reads ninja's `[12/261] Compiling …`; undefined for any other line. */
export function parseNinjaProgress(line: string): BuildProgress | undefined {
  const match = /^\[(\d+)\/(\d+)\]/.exec(line);
  return match ? { done: Number(match[1]), total: Number(match[2]) } : undefined;
}

/**
 * The line to show after `progress`, or undefined while the last shown one still says it.
 * Shown at every tenth, so that a log file stays readable: about one line each half minute.
 */
export function nextProgressLine(
  progress: BuildProgress,
  shownPercent: number,
): { line: string; percent: number } | undefined {
  const percent = Math.floor((progress.done / progress.total) * 10) * 10;
  return percent > shownPercent ? { line: `Building the media worker: ${percent} %`, percent } : undefined;
}
