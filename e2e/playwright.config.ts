import { defineConfig } from '@playwright/test';
import path from 'node:path';
import { PAGES_ONLY } from './fixtures/test.ts';

const resultsOf = (project: string): string => path.join(import.meta.dirname, '../test-results', project);

/**
 * One worker: a broadcast takes both cores of a small machine, and a second one beside it would only measure the first.
 * `npm test` runs the pages' project first, by itself and with a second worker.
 * No retries: a test that passes at the second try is broken, or found something.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  workers: 1,
  projects: [
    { name: 'pages', grep: new RegExp(PAGES_ONLY.tag), fullyParallel: true, outputDir: resultsOf('pages') },
    { name: 'broadcasts', grepInvert: new RegExp(PAGES_ONLY.tag), outputDir: resultsOf('broadcasts') },
  ],
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  // Several times what an idle machine takes. Nothing here waits for time to pass, so passing tests cost none of it.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    locale: 'en-US',
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    trace: 'off',
    video: 'off',
  },
});
