import { stripVTControlCharacters } from 'node:util';
import * as v from 'valibot';

const VitestReport = v.object({
  testResults: v.array(
    v.object({
      name: v.string(),
      message: v.optional(v.string(), ''),
      status: v.string(),
      assertionResults: v.array(
        v.object({ fullName: v.string(), status: v.string(), failureMessages: v.optional(v.array(v.string()), []) }),
      ),
    }),
  ),
});

/** Which tests of Vitest's JSON report failed, and which files could not be loaded, a line each. */
export const vitestFailures = (report: unknown): string[] =>
  v.parse(VitestReport, report).testResults.flatMap(({ name, message, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (status === 'failed' && failed.length === 0) return [`  ${name}: ${firstLine(message)}`];
    return failed.map(({ fullName, failureMessages }) => `  ${name} ${fullName}: ${firstLine(failureMessages[0])}`);
  });

type Suite = { readonly suites?: Suite[] | undefined; readonly specs: Spec[] };

const Spec = v.object({
  title: v.string(),
  file: v.string(),
  line: v.number(),
  ok: v.boolean(),
  tests: v.array(
    v.object({ results: v.array(v.object({ errors: v.array(v.object({ message: v.optional(v.string()) })) })) }),
  ),
});
type Spec = v.InferOutput<typeof Spec>;

const Suite: v.GenericSchema<unknown, Suite> = v.object({
  suites: v.optional(v.array(v.lazy(() => Suite))),
  specs: v.array(Spec),
});

const Report = v.object({ suites: v.array(Suite) });

/** Which tests of Playwright's JSON report failed, a line each: where, which, and the first line of why. */
export const playwrightFailures = (report: unknown): string[] => v.parse(Report, report).suites.flatMap(failuresIn);

const failuresIn = ({ suites = [], specs }: Suite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(lineOf),
  ...suites.flatMap(failuresIn),
];

const lineOf = ({ title, file, line, tests }: Spec): string => {
  const messages = tests
    .flatMap(({ results }) => results)
    .flatMap(({ errors }) => errors.map(({ message }) => message));
  return `  ${file}:${line} ${title}: ${firstLine(messages.find(Boolean))}`;
};

const firstLine = (message = ''): string => stripVTControlCharacters(message).split('\n', 1)[0] || 'no reason given';
