import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { assert } from '../../shared/invariant.ts';
import { hashHex } from '../../shared/show/draw.ts';
import { ScriptedFlash } from '../../shared/show/flash-fixture.ts';
import { ScriptedGiveaway } from '../../shared/show/giveaway-fixture.ts';
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
  return { receipt, drawId: flash.sale.id, showId: flash.show.state.id, commitment: flash.sale.commitment };
};

const check = async (over: Partial<DrawReceipt> = {}, intent: string | null = 'intent-ann') => {
  const { receipt, ...sale } = aDraw();
  const made = new DrawCheck({ read: () => Promise.resolve({ ...receipt, ...over }), ...sale, intent, told: null });
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

  it('of a giveaway has the winners that everybody was told, and one’s own entry', async () => {
    const room = ScriptedGiveaway.open({}, { winners: 2 });
    for (const name of ['ann', 'bo', 'cy']) room.enter(name);
    room.pass(30_000);
    const { id: drawId, commitment, life } = room.giveaway;
    assert(life.phase === 'drawn', 'it was drawn');
    const reader = new ReceiptReader(drawId);
    for (const logged of room.show.log) reader.read(logged);
    const receipt = reader.receipt();
    assert(receipt, 'it was drawn');
    const told = life.winners.map(({ ticket }) => ticket);
    const checked = async (over: { intent?: string; told?: readonly string[] }) => {
      const showId = room.show.state.id;
      const options = { showId, drawId, commitment, read: () => Promise.resolve(receipt) };
      const made = new DrawCheck({ ...options, intent: 'intent-of-ann', told, ...over });
      await made.run(signal);
      assert(made.result.state === 'checked', 'the receipt came');
      return made.result.draw;
    };
    expect(await checked({})).toMatchObject({ kind: 'giveaway', fault: 'nothing', wishes: 3, granted: 2 });
    expect((await checked({ told: told.slice(1) })).fault).toBe('winners');
    expect((await checked({ told: [...told.slice(1), hashHex('another')] })).fault).toBe('winners');
    expect((await checked({ intent: 'intent-of-di' })).fault).toBe('missing');
  });

  it('says that the receipt did not come, and can be tried again', async () => {
    const { receipt, ...sale } = aDraw();
    let isDown = true;
    const read = () => (isDown ? Promise.reject(new AppError('net.unreachable')) : Promise.resolve(receipt));
    const made = new DrawCheck({ read, ...sale, intent: null, told: null });
    await made.run(signal);
    expect(made.result).toEqual({ state: 'failed', code: 'net.unreachable' });
    isDown = false;
    await made.run(signal);
    expect(made.result.state).toBe('checked');
  });
});
