import { assert, assertNever } from '../invariant.ts';
import type { ShowEvent } from './event.ts';
import type { FlashLife, FlashSale } from './flash.ts';

export type FlashEvent = Extract<ShowEvent, { type: `flash.${string}` }>;

export const applyFlash = (flash: FlashSale | null, event: FlashEvent, atMs: number): FlashSale => {
  if (event.type === 'flash.announced') {
    assert(flash === null || flash.life.phase === 'over', 'one sale at a time');
    const { type: _type, flashId, opensAtMs, ...terms } = event;
    return { id: flashId, ...terms, seed: null, life: { phase: 'warm-up', opensAtMs } };
  }
  assert(flash?.id === event.flashId, 'what happens to a sale happens to the one that was announced');
  return {
    ...flash,
    seed: event.type === 'flash.drawn' ? event.seed : flash.seed,
    life: nextLife(flash.life, event, atMs),
  };
};

const nextLife = (
  life: FlashLife,
  event: Exclude<FlashEvent, { type: 'flash.announced' }>,
  atMs: number,
): FlashLife => {
  assert(life.phase !== 'over', 'what is over stays over');
  switch (event.type) {
    case 'flash.opened': {
      assert(life.phase === 'warm-up', 'a sale opens once');
      const { drawsAtMs, closesAtMs } = event;
      return { phase: 'open', drawsAtMs, closesAtMs, draw: 'gathering' };
    }
    case 'flash.drawn':
      assert(life.phase === 'open' && life.draw === 'gathering', 'a sale is drawn once, and while it is open');
      return { ...life, draw: 'drawn' };
    case 'flash.ended':
      return { phase: 'over', reason: event.reason, atMs };
    default:
      return assertNever(event);
  }
};
