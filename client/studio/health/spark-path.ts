/** A chart's frame in its own units; y grows downwards. */
export type SparkFrame = {
  readonly width: number;
  readonly height: number;
  /** Values that the width holds; fewer stand at its right end. */
  readonly room: number;
  /** The value at the top edge; higher ones lie on it. */
  readonly top: number;
};

const round = (value: number): number => Math.round(value * 10) / 10;

/** An SVG path of the values, newest at the right. A null is a gap. */
export const sparkPath = (values: readonly (number | null)[], { width, height, room, top }: SparkFrame): string => {
  const stepX = width / Math.max(1, room - 1);
  const shown = values.slice(-room);
  const parts: string[] = [];
  let pen: 'M' | 'L' = 'M';
  for (const [index, value] of shown.entries()) {
    if (value === null) {
      pen = 'M';
      continue;
    }
    const x = width - (shown.length - 1 - index) * stepX;
    const y = height - (Math.min(value, top) / top) * height;
    parts.push(`${pen}${round(x)} ${round(y)}`);
    pen = 'L';
  }
  return parts.join('');
};

/** A hair over the usual is not worth another scale. */
const LEEWAY = 1.1;

/** A quiet top edge: `least` while the values keep to it, else 1, 2 or 5 times a power of ten. */
export const sparkTop = (values: readonly (number | null)[], least: number): number => {
  const highest = Math.max(...values.map((value) => value ?? 0));
  if (highest <= least * LEEWAY) return least;
  const power = 10 ** Math.floor(Math.log10(highest));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= highest) ?? 10;
  return factor * power;
};
