import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeConditions, type Conditions } from './conditions.ts';
import type { Benchmark, Report } from './figure.ts';
import { replaceSection } from './markdown-section.ts';
import { markdownTable } from './report.ts';

const DOCUMENT = path.join(import.meta.dirname, '../../docs/benchmarks.md');

export type Measurement = {
  /** What a person types to measure it again. */
  readonly command: string;
  readonly benchmark: Benchmark;
  readonly report: Report;
};

type Measured = {
  readonly conditions: Conditions;
  readonly runs: number;
  readonly done: readonly Measurement[];
};

/** Puts what was measured into docs/benchmarks.md, each benchmark into its own section; the other sections stay. */
export const writeDocument = async ({ conditions, runs, done }: Measured): Promise<void> => {
  let text = await readFile(DOCUMENT, 'utf8');
  for (const { command, benchmark, report } of done) {
    const { figures, notes } = report;
    const measured = runs === 1 ? 'one run' : `medians of ${runs} runs, with their least and greatest`;
    const body = [
      benchmark.method,
      markdownTable(figures),
      [
        `\`${command}\`, ${measured}. ${describeConditions(conditions).join('. ')}.`,
        ...(notes.length > 0 ? ['Each run:'] : []),
      ].join(' '),
      ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
    ];
    text = replaceSection(text, benchmark.title, body.join('\n\n'));
  }
  await writeFile(DOCUMENT, text);
};
