import * as v from 'valibot';

/** How many checks passed and failed. */
export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Vitest's JSON report. A test file that could not even be loaded has no tests of its own. */
const vitestReport = v.object({
  numPassedTests: count,
  numFailedTests: count,
  numPendingTests: count,
  testResults: v.array(v.object({ status: v.string(), assertionResults: v.array(v.unknown()) })),
});

/** Playwright's JSON report; `errors` are those outside any test. */
const playwrightReport = v.object({
  stats: v.object({ expected: count, unexpected: count, flaky: count, skipped: count }),
  errors: v.array(v.unknown()),
});

export function vitestCounts(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = v.parse(vitestReport, report);
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length, skipped: numPendingTests };
}

/** A test that passed only when tried again counts as passed; Playwright's own output names it. */
export function playwrightCounts(report: unknown): Counts {
  const { stats, errors } = v.parse(playwrightReport, report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * Takes what a report says together with how its tool ended: a tool that failed without a failed test
 * (it crashed, or an error came outside every test) is one failure, never a success.
 */
export function withExitCode(counts: Counts | undefined, exitCode: number): Counts {
  const reported = counts ?? { passed: 0, failed: 0, skipped: 0 };
  const isUnexplained = reported.failed === 0 && (exitCode !== 0 || reported.passed === 0);
  return isUnexplained ? { ...reported, failed: 1 } : reported;
}

export function sum(all: readonly Counts[]): Counts {
  return all.reduce(
    (total, each) => ({
      passed: total.passed + each.passed,
      failed: total.failed + each.failed,
      skipped: total.skipped + each.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}
