import path from 'node:path';
import { playwrightCounts, vitestCounts, type Counts } from './counts.ts';
import { playwrightFailures, vitestFailures } from './failures.ts';

/** One tool run by the checks. Without a report it counts as one check, by its exit code. */
export type Step = {
  readonly name: string;
  /** A program of `node_modules/.bin`, or `node`, and its arguments; run in the checkout. */
  readonly command: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
  readonly report?: {
    readonly file: string;
    readonly countsOf: (report: unknown) => Counts;
    /** A line for each failed test. */
    readonly failuresOf: (report: unknown) => string[];
  };
  /** `live` for what takes minutes, `on-failure` for the rest. */
  readonly output: 'live' | 'on-failure';
};

const tool = (name: string, ...command: Step['command']): Step => ({ name, command, output: 'on-failure' });

/** The steps that need nothing built; any two may run at the same time. The slow ones first. */
export function fastSteps(reportFolder: string): readonly Step[] {
  const unitReport = path.join(reportFolder, 'unit.json');
  return [
    tool('lint', 'eslint', '.'),
    {
      ...tool('unit', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
      report: { file: unitReport, countsOf: vitestCounts, failuresOf: vitestFailures },
    },
    tool('types: client', 'svelte-check', '--tsconfig', 'client/tsconfig.json', '--fail-on-warnings'),
    tool('types: server', 'tsc', '-p', 'server'),
    tool('types: end to end', 'tsc', '-p', 'e2e'),
    tool('types: shared', 'tsc', '-p', 'shared'),
    tool('types: shared tests', 'tsc', '-p', 'shared/tsconfig.test.json'),
    tool('format', 'prettier', '--check', '--log-level', 'warn', '.'),
    tool(
      'boundaries',
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'shared',
      'client',
      'server',
      'e2e',
    ),
    tool('dead code', 'knip'),
  ];
}

/** The pages as `npm start` builds them, and their size. In this order. */
export const BUILD_STEPS: readonly Step[] = [
  tool('build', 'node', 'server/start/prepare.ts', 'worker-and-pages'),
  tool('size', 'size-limit'),
];

/** The product in a real browser. Needs the built pages. */
export function endToEndStep(reportFolder: string, chromium: string): Step {
  const file = path.join(reportFolder, 'end-to-end.json');
  return {
    name: 'end to end',
    command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts', '--reporter', 'list,json'],
    env: { TALLY_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    report: { file, countsOf: playwrightCounts, failuresOf: playwrightFailures },
    output: 'live',
  };
}
