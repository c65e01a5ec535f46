import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// Client code that a component sees runs in a simulated page; everything else runs as it is, in Node.
const DOM_TESTS = [
  'client/{state,ui,person,staff,studio,viewer,lobby,guest,desk}/**/*.test.ts',
  'client/**/*.svelte.test.ts',
];

// Some tests start processes, and a machine that is busy with other work starts them slowly: a limit is for what hangs.
const LIMITS = { testTimeout: 30_000, hookTimeout: 30_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...LIMITS,
          name: 'node',
          environment: 'node',
          // Importing our modules does nothing, so test files may share them: a third of the time.
          isolate: false,
          include: ['{shared,server,client,e2e}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...DOM_TESTS],
        },
      },
      {
        plugins: [svelte({ configFile: false })],
        // Svelte's server build is what Node would resolve; components under test need the browser's.
        resolve: { conditions: ['browser'] },
        // Style sheets are empty in tests, but the tokens are themselves under test.
        test: {
          ...LIMITS,
          name: 'dom',
          environment: 'happy-dom',
          // A process of its own for each file would make the simulated page anew each time: nine tenths of the time.
          pool: 'vmThreads',
          include: DOM_TESTS,
          css: { include: [/\/client\/ui\/\w+\.css/] },
        },
      },
    ],
  },
});
