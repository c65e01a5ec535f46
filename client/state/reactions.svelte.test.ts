import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { MAX_TAPS, NO_REACTIONS } from '../../shared/protocol/reactions.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../shared/protocol/methods.ts';
import * as v from 'valibot';
import { fakeClock } from '../platform/fake-clock.ts';
import { FLOAT_MS } from './floats.svelte.ts';
import { Reactions } from './reactions.svelte.ts';

const setUp = (line: 'open' | 'busy' = 'open') => {
  const clock = fakeClock(1_000_000);
  const asked: unknown[] = [];
  const call = async <Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<MethodResult<Name>> => {
    asked.push([method, params]);
    if (line === 'busy') throw new AppError('request.too-many');
    return v.parse(METHODS[method].result, {});
  };
  const reactions = new Reactions({ call, clock });
  const kinds = () => reactions.floats.all.map(({ kind }) => kind);
  return { reactions, clock, asked, kinds };
};

describe('taps', () => {
  it('rise at once, and are told together', async () => {
    const { reactions, clock, asked, kinds } = setUp();
    for (const kind of ['heart', 'heart', 'laugh'] as const) reactions.tap(kind);
    expect(kinds()).toEqual(['heart', 'heart', 'laugh']);
    expect(asked).toEqual([]);
    await clock.advance(300);
    expect(asked).toEqual([['reaction.tap', { heart: 2, thumb: 0, laugh: 1 }]]);
    await clock.advance(10_000);
    expect(asked).toHaveLength(1);
  });

  it('rise once, though they come back among everybody’s', async () => {
    const { reactions, clock, kinds } = setUp();
    reactions.tap('heart');
    await clock.advance(300);
    reactions.handleCounted({ heart: 3, thumb: 0, laugh: 0 });
    expect(kinds()).toHaveLength(3);
    reactions.handleCounted({ heart: 1, thumb: 0, laugh: 0 });
    expect(kinds()).toHaveLength(4);
  });

  it('that did not arrive hide nobody’s', async () => {
    const { reactions, clock, kinds } = setUp('busy');
    reactions.tap('heart');
    await clock.advance(300);
    reactions.handleCounted({ heart: 1, thumb: 0, laugh: 0 });
    expect(kinds()).toHaveLength(2);
  });

  it('are as many as a finger makes', async () => {
    const { reactions, clock, asked } = setUp();
    for (let tap = 0; tap < 2 * MAX_TAPS; tap += 1) reactions.tap('thumb');
    await clock.advance(300);
    expect(asked).toEqual([['reaction.tap', { ...NO_REACTIONS, thumb: MAX_TAPS }]]);
  });
});

describe('what rises', () => {
  it('is a crowd of at most thirty, however many tap, and is gone in time', async () => {
    const { reactions, clock, kinds } = setUp();
    reactions.handleCounted({ heart: 9_000, thumb: 1, laugh: 0 });
    expect(kinds()).toEqual([...Array.from({ length: 6 }, () => 'heart'), 'thumb']);
    for (let tick = 0; tick < 8; tick += 1) reactions.handleCounted({ heart: 9_000, thumb: 0, laugh: 0 });
    expect(kinds()).toHaveLength(30);
    expect(new Set(reactions.floats.all.map(({ id }) => id)).size).toBe(30);
    await clock.advance(FLOAT_MS);
    expect(kinds()).toEqual([]);
  });
});
