import { expect, it } from 'vitest';
import { localTimeText } from '../platform/local-time.ts';
import { PlanForm } from './plan-form.svelte.ts';

const NOW_MS = new Date(2026, 10, 27, 12, 0).getTime();
const HOUR_MS = 3_600_000;

it('reads a time that lies ahead, none, and refuses one that has passed', () => {
  const form = new PlanForm();
  expect(form.read(NOW_MS)).toEqual({ startsAtMs: null, category: 'other', visibility: 'listed' });
  form.category = 'food';
  form.visibility = 'unlisted';
  form.startsAt = localTimeText(NOW_MS + HOUR_MS);
  expect(form.read(NOW_MS)).toEqual({ startsAtMs: NOW_MS + HOUR_MS, category: 'food', visibility: 'unlisted' });
  form.startsAt = localTimeText(NOW_MS - HOUR_MS);
  expect(form.read(NOW_MS)).toBeNull();
});

it('leaves a time that has passed as it was, to the second', () => {
  const form = new PlanForm();
  const startsAtMs = NOW_MS - HOUR_MS + 1_234;
  form.fill({ startsAtMs, category: 'home', visibility: 'unlisted' });
  expect(form.read(NOW_MS)).toEqual({ startsAtMs, category: 'home', visibility: 'unlisted' });
  form.startsAt = '';
  expect(form.read(NOW_MS)).toEqual({ startsAtMs: null, category: 'home', visibility: 'unlisted' });
});
