import { defineConfig } from '@playwright/test';
import path from 'node:path';

/**
 * One worker: a broadcast takes both cores of a small machine, and a second one beside it would only measure the first.
 * No retries: a test that passes at the second try is broken, or found something.
 */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  outputDir: path.join(import.meta.dirname, '../test-results'),
  workers: 1,
  fullyParallel: false,
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
