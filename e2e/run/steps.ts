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

/** By the native compiler; `typescript` itself is an older version, for the tools that are made of it. */
const types = (what: string, project: string): Step =>
  tool(`types: ${what}`, 'node', 'node_modules/@typescript/native/bin/tsc', '-p', project);

/** The steps that need nothing built; any two may run at the same time. The slow ones first. */
export function fastSteps(reportFolder: string): readonly Step[] {
  const unitReport = path.join(reportFolder, 'unit.json');
  return [
    tool('lint', 'eslint', '.'),
    {
      ...tool('unit', 'vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
      report: { file: unitReport, countsOf: vitestCounts, failuresOf: vitestFailures },
    },
    // On the native compiler by an API that may change with its version: both versions are pinned.
    tool(
      'types: client',
      'svelte-check',
      '--tsgo-experimental-api',
      '--tsconfig',
      'client/tsconfig.json',
      '--fail-on-warnings',
    ),
    tool('lint by types', 'oxlint', '--deny-warnings'),
    types('server', 'server'),
    types('end to end', 'e2e'),
    types('shared', 'shared/tsconfig.pure.json'),
    types('shared tests', 'shared'),
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

/**
 * The product in a real browser. Needs the built pages. A broadcast takes both cores of a small machine, and a second one
 * beside it would only measure the first; tests of pages alone measure nothing.
 */
export function endToEndSteps(reportFolder: string, chromium: string): readonly Step[] {
  return [endToEndStep('pages', 2), endToEndStep('broadcasts', 1)];

  function endToEndStep(project: 'pages' | 'broadcasts', workers: number): Step {
    const file = path.join(reportFolder, `${project}.json`);
    const which = ['--config', 'e2e/playwright.config.ts', '--project', project];
    return {
      name: `end to end: ${project}`,
      command: ['playwright', 'test', ...which, '--workers', String(workers), '--reporter', 'list,json'],
      env: { TALLY_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      report: { file, countsOf: playwrightCounts, failuresOf: playwrightFailures },
      output: 'live',
    };
  }
}
