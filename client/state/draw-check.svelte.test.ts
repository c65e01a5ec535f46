import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { assert } from '../../shared/invariant.ts';
import { hashHex } from '../../shared/show/draw.ts';
import { ScriptedFlash } from '../../shared/show/flash-fixture.ts';
import type { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { ReceiptReader } from '../../shared/show/receipt.ts';
import { DrawCheck } from './draw-check.svelte.ts';

const signal = new AbortController().signal;

const aDraw = () => {
  const flash = ScriptedFlash.gathering({ stock: 1 });
  for (const name of ['ann', 'bo', 'cy']) flash.request(name, { intent: `intent-${name}` });
  flash.pass(500);
  const reader = new ReceiptReader(flash.sale.id);
  for (const logged of flash.show.log) reader.read(logged);
  const receipt = reader.receipt();
  assert(receipt, 'it was drawn');
  return { receipt, flashId: flash.sale.id, showId: flash.show.state.id, commitment: flash.sale.commitment };
};

const check = async (over: Partial<DrawReceipt> = {}, intent: string | null = 'intent-ann') => {
  const { receipt, ...sale } = aDraw();
  const made = new DrawCheck({ read: () => Promise.resolve({ ...receipt, ...over }), ...sale, intent });
  expect(made.result).toEqual({ state: 'loading' });
  await made.run(signal);
  assert(made.result.state === 'checked', 'the receipt came');
  return made.result.draw;
};

describe('a draw that is done again', () => {
  it('comes to the same, and finds one’s own wish', async () => {
    const draw = await check();
    expect(draw).toMatchObject({ fault: 'nothing', wishes: 3, granted: 1 });
    expect([1, 2, 3]).toContain(draw.place?.rank);
    expect(draw.place?.outcome).toBe(draw.place?.rank === 1 ? 'granted' : 'waiting');
    expect((await check({}, null)).place).toBeNull();
  });

  it('is of another commitment than was published', async () => {
    expect((await check({ commitment: hashHex('another') })).fault).toBe('seed');
  });

  it('says that the receipt did not come, and can be tried again', async () => {
    const { receipt, ...sale } = aDraw();
    let isDown = true;
    const read = () => (isDown ? Promise.reject(new AppError('net.unreachable')) : Promise.resolve(receipt));
    const made = new DrawCheck({ read, ...sale, intent: null });
    await made.run(signal);
    expect(made.result).toEqual({ state: 'failed', code: 'net.unreachable' });
    isDown = false;
    await made.run(signal);
    expect(made.result.state).toBe('checked');
  });
});
