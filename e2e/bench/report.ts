import { isMet, median, type Figure } from './figure.ts';

const digitsOf = (value: number): number => {
  if (Number.isInteger(value)) return 0;
  const size = Math.abs(value);
  return size >= 100 ? 0 : size >= 10 ? 1 : 2;
};

const show = (value: number): string => value.toFixed(digitsOf(value));

const spreadOf = (runs: readonly number[]): string =>
  runs.length < 2 ? '' : `${show(Math.min(...runs))} – ${show(Math.max(...runs))}`;

const verdictOf = (figure: Figure): string => {
  if (figure.goal === null) return '';
  return isMet(figure) ? 'met' : 'missed';
};

const HEAD = ['Figure', 'Median', 'Spread', 'Goal', ''] as const;

const cellsOf = (figure: Figure): readonly string[] => {
  const unit = figure.unit === '' ? '' : ` ${figure.unit}`;
  const goal = figure.goal ? `≤ ${figure.goal.atMost}${unit}` : '';
  return [figure.name, `${show(median(figure.runs))}${unit}`, spreadOf(figure.runs), goal, verdictOf(figure)];
};

const isNumeric = (column: number): boolean => column >= 1 && column <= 3;

/** Aligned columns, as prettier would write the table into a Markdown file. */
export const markdownTable = (figures: readonly Figure[]): string => {
  const rows = [HEAD, ...figures.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => pad(cells[column] ?? '', width, column)).join(' | ')} |`;
  const rule = widths.map((width, column) => (isNumeric(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  const [head = HEAD, ...body] = rows;
  return [line(head), `| ${rule.join(' | ')} |`, ...body.map(line)].join('\n');
};

const pad = (text: string, width: number, column: number): string =>
  isNumeric(column) ? text.padStart(width) : text.padEnd(width);
