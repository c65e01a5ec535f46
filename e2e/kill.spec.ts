import { expect } from '@playwright/test';
import { killOften } from './bench/kill/kill-often.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';

// The short form of `npm run bench -- kill`.
test('what buyers were told survives kill -9, each thing once', PAGES_ONLY, async () => {
  const seed = Number(process.env['TALLY_SEED'] ?? Math.floor(Math.random() * 1e9));
  const { lost, wrong, acknowledged } = await killOften({ kills: 5, buyers: 12, seed });
  expect({ lost, wrong }, `seed ${seed}`).toEqual({ lost: [], wrong: [] });
  expect(acknowledged.holds, `seed ${seed}`).toBeGreaterThan(0);
});
