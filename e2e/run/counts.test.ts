import { expect, test } from 'vitest';
import { playwrightCounts, sum, vitestCounts, withExitCode } from './counts.ts';

test('a test file that could not be loaded is one failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test("Playwright's flaky tests passed, and errors outside tests failed", () => {
  const report = { stats: { expected: 3, unexpected: 1, flaky: 2, skipped: 1 }, errors: [{ message: 'no server' }] };
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 2, skipped: 1 });
});

test('a report of another shape is refused', () => {
  expect(() => vitestCounts({ numPassedTests: 'many' })).toThrow();
});

test('a tool that fails without a failed test is one failure', () => {
  expect(withExitCode({ passed: 4, failed: 0, skipped: 0 }, 1)).toEqual({ passed: 4, failed: 1, skipped: 0 });
});

test('a tool without a report, or with no tests at all, is one failure', () => {
  expect(withExitCode(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(withExitCode({ passed: 0, failed: 0, skipped: 3 }, 0)).toEqual({ passed: 0, failed: 1, skipped: 3 });
});

test('failed tests are counted as reported', () => {
  expect(withExitCode({ passed: 4, failed: 2, skipped: 0 }, 1)).toEqual({ passed: 4, failed: 2, skipped: 0 });
});

test('counts add up', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sum([one, one, { passed: 4, failed: 0, skipped: 0 }])).toEqual({ passed: 6, failed: 4, skipped: 6 });
});
