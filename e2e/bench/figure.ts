/** What a benchmark found out: one value per run, in `unit`. */
export type Figure = {
  readonly name: string;
  readonly unit: Unit;
  /** One per run; the figure is their median. */
  readonly runs: readonly number[];
  /** Null where the figure is only a record. */
  readonly goal: Goal | null;
};

export type Unit = 'ms' | '%' | '×' | 'kB' | 'MB' | 'frames' | 'frames/s' | 'Mbit/s' | 'µs' | 's' | '';

export type Goal = { readonly atMost: number };

export type Report = {
  readonly figures: readonly Figure[];
  /** What a reader must know besides: codec, size, splits of a delay. */
  readonly notes: readonly string[];
};

export type BenchSettings = {
  readonly runs: number;
  /** Progress, for whoever waits. */
  readonly say: (line: string) => void;
};

export type Benchmark = {
  readonly title: string;
  /** How it is measured, in a sentence for docs/benchmarks.md. */
  readonly method: string;
  readonly measure: (settings: BenchSettings) => Promise<Report>;
};

/** The smallest value that at least `fraction` of the values do not exceed. Throws on no values: a figure of nothing is a defect. */
export const percentile = (values: readonly number[], fraction: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * fraction) - 1)];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
};

/** The middle value; the mean of the middle two where their number is even. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
};

export const isMet = ({ runs, goal }: Figure): boolean => goal === null || median(runs) <= goal.atMost;

/** Several runs' values by name → one figure each, with the goals that have the same names. */
export const figuresOf = <Name extends string>(
  runs: readonly Readonly<Record<NoInfer<Name>, number>>[],
  kinds: Readonly<Record<Name, { readonly title: string; readonly unit: Unit; readonly atMost?: number }>>,
): readonly Figure[] => {
  const names = Object.keys(kinds) as Name[];
  return names.map((name) => {
    const { title, unit, atMost } = kinds[name];
    return {
      name: title,
      unit,
      runs: runs.map((run) => run[name]),
      goal: atMost === undefined ? null : { atMost },
    };
  });
};
