import { expect, test } from 'vitest';
import { playwrightFailures, vitestFailures } from './failures.ts';

const aSpec = (title: string, ok: boolean, messages: readonly string[]) => ({
  title,
  file: 'callout.spec.ts',
  line: 57,
  ok,
  tests: [{ results: [{ errors: messages.map((message) => ({ message })) }] }],
});

test('failed tests are named with the first line of their first error', () => {
  const failed = aSpec('comes with its frame', false, [
    '\u001b[31mError: picture 256, page 259\u001b[39m\n\nExpected: <= 2',
  ]);
  const report = { suites: [{ specs: [aSpec('goes', true, [])], suites: [{ specs: [failed] }] }] };
  expect(playwrightFailures(report)).toEqual([
    '  callout.spec.ts:57 comes with its frame: Error: picture 256, page 259',
  ]);
});

test('failed unit tests are named, and so are files that could not be loaded', () => {
  const aTest = (fullName: string, status: string, failureMessages: string[]) => ({
    fullName,
    status,
    failureMessages,
  });
  const report = {
    testResults: [
      { name: 'a.test.ts', status: 'passed', message: '', assertionResults: [aTest('adds', 'passed', [])] },
      {
        name: 'b.test.ts',
        status: 'failed',
        message: '',
        assertionResults: [aTest('takes', 'failed', ['Error: 1\nat b'])],
      },
      { name: 'c.test.ts', status: 'failed', message: 'SyntaxError: no', assertionResults: [] },
    ],
  };
  expect(vitestFailures(report)).toEqual(['  b.test.ts takes: Error: 1', '  c.test.ts: SyntaxError: no']);
});

test('a report of another shape is refused', () => {
  expect(() => playwrightFailures({ suites: [{}] })).toThrow();
  expect(() => vitestFailures({})).toThrow();
});
