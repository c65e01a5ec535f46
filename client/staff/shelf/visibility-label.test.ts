import { expect, it } from 'vitest';
import { visibilityLabel } from './visibility-label.ts';

it.each([
  ['hidden', 'draft', 'revealItem'],
  ['hidden', 'live', 'revealItem'],
  ['listed', 'draft', 'hideItem'],
  ['listed', 'live', 'delistItem'],
  ['listed', 'ended', 'delistItem'],
  ['delisted', 'live', 'relistItem'],
] as const)('of a %s product in a show that is %s is %s', (visibility, phase, label) => {
  expect(visibilityLabel({ visibility }, phase)).toBe(label);
});
