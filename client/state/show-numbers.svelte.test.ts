import { expect, it } from 'vitest';
import type { NumbersReport } from '../../shared/show/numbers-report.ts';
import { openStudio } from './testing/a-studio.ts';
import { settle } from './testing/settle.ts';

const READ_EVERY_MS = 3_000;

const aReport = (watching: number): NumbersReport => ({
  ...{ watching, peak: 9, unique: 4, views: 5, watchedMs: 60_000, samples: [], orders: 0 },
  ...{ gmv: [], timeline: { stepMs: 10_000, steps: [] }, products: [], callouts: [], sellers: [] },
});

it('are read while somebody looks, and stay when the line is lost', async () => {
  const { studio, line, clock } = await openStudio();
  const { numbers } = studio.orders;
  let watching = 1;
  line.replies['numbers.read'] = () => aReport(watching);
  await clock.advance(READ_EVERY_MS);
  expect([numbers.report, line.asked('numbers.read').length]).toEqual([null, 0]);
  const leave = numbers.lookAt();
  await settle();
  expect(numbers.report).toEqual(aReport(1));
  watching = 2;
  await clock.advance(READ_EVERY_MS);
  expect(numbers.report?.watching).toBe(2);
  await line.drop();
  await clock.advance(READ_EVERY_MS);
  expect(numbers.report?.watching).toBe(2);
  await line.open({ session: 'resumed' });
  watching = 3;
  await clock.advance(READ_EVERY_MS);
  expect(numbers.report?.watching).toBe(3);
  leave();
  const asked = line.asked('numbers.read').length;
  await clock.advance(10 * READ_EVERY_MS);
  expect(line.asked('numbers.read')).toHaveLength(asked);
});
