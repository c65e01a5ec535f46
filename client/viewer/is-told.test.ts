import { expect, it } from 'vitest';
import { aHold } from '../state/testing/a-hold.ts';
import { isTold } from './is-told.ts';

it('whoever lost a place in line to the end of the show, or to the staff, is told; who left it knows', () => {
  const told = (['buyer', 'staff', 'end'] as const).filter((by) =>
    isTold(aHold({ life: { state: 'cancelled', atMs: 1, by } })),
  );
  expect(told).toEqual(['staff', 'end']);
});
