import { expect, test } from 'vitest';
import { endToEndSteps, fastSteps } from './steps.ts';

const optionOf = (command: readonly string[], name: string): string | undefined => command[command.indexOf(name) + 1];

test('pages are tested two at a time, and broadcasts afterwards, each alone', () => {
  const steps = endToEndSteps('/reports', '/usr/bin/chromium');
  expect(steps.map(({ command }) => [optionOf(command, '--project'), optionOf(command, '--workers')])).toEqual([
    ['pages', '2'],
    ['broadcasts', '1'],
  ]);
});

test('every report is a file of its own, which is the one that the tool is told to write', () => {
  const endToEnd = endToEndSteps('/reports', '/usr/bin/chromium');
  const files = [...fastSteps('/reports'), ...endToEnd].flatMap(({ report }) => report?.file ?? []);
  expect(files).toHaveLength(3);
  expect(new Set(files).size).toBe(3);
  for (const { env, report } of endToEnd) expect(env?.PLAYWRIGHT_JSON_OUTPUT_FILE).toBe(report?.file);
});
