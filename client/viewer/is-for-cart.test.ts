import { describe, expect, it } from 'vitest';
import { ScriptedFlash } from '../../shared/show/flash-fixture.ts';
import { aHold } from '../state/testing/a-hold.ts';
import { isForCart } from './is-for-cart.ts';

describe('in the frame of a shop', () => {
  it('a product goes into the cart, also for who let it go', () => {
    expect(isForCart(null, null)).toBe(true);
    expect(isForCart(null, aHold({ life: { state: 'cancelled', atMs: 1, by: 'buyer' } }))).toBe(true);
  });

  it('no cart goes past a draw', () => {
    expect(isForCart(ScriptedFlash.announced().sale, null)).toBe(false);
    expect(isForCart(ScriptedFlash.gathering().sale, null)).toBe(false);
  });

  it('what is reserved is paid for, and what was won is told', () => {
    expect(isForCart(null, aHold())).toBe(false);
    expect(isForCart(null, aHold({ life: { state: 'won', atMs: 1 } }))).toBe(false);
  });
});
