import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { BuyerId, GiveawayId, ItemId } from '../ids.ts';
import { seededRandom, type Random } from '../random.ts';
import { HOST, HOST_ID, STUDIO_ROLES, SYSTEM, type Actor } from './actor.ts';
import { applyPublic } from './apply-public.ts';
import { onlookerAs, publicEvent, publicState, stateFor, toldTo } from './audience.ts';
import type { ShowCommand } from './command.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';
import type { PublicShow, ShowState } from './state.ts';

const visibilityOf = (show: ScriptedShow, itemId: ItemId) => show.state.items[itemId]?.visibility;
const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);
const nothing = { ok: true, value: [] };

describe('a product', () => {
  it('that was hidden is listed once, and delisted and listed again as often as one likes', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem({}, 'hidden');
    expect(visibilityOf(show, itemId)).toBe('hidden');
    expect(show.ask({ type: 'shelf.unlist', itemId })).toEqual(nothing);
    for (const [type, visibility] of [
      ['shelf.list', 'listed'],
      ['shelf.unlist', 'delisted'],
      ['shelf.list', 'listed'],
    ] as const) {
      expect(show.must({ type, itemId })).toHaveLength(1);
      expect(visibilityOf(show, itemId)).toBe(visibility);
      expect(show.ask({ type, itemId })).toEqual(nothing);
    }
  });

  it('is hidden again before the show, when nothing of it was on air', () => {
    const show = ScriptedShow.in('draft');
    const itemId = show.addItem();
    expect(typesOf(show.must({ type: 'shelf.unlist', itemId }))).toEqual(['shelf.hidden']);
    expect(visibilityOf(show, itemId)).toBe('hidden');
  });

  it('that is explained is offered, and is not explained any more once it is delisted', () => {
    const show = ScriptedShow.in('live');
    const [first, second] = [show.addItem(), show.addItem({}, 'hidden')];
    const rect = { x: 0, y: 0, width: 0.5, height: 0.5 };
    show.must({ type: 'callout.open', itemId: first });
    expect(typesOf(show.must({ type: 'callout.open', itemId: second }))).toEqual([
      'callout.closed',
      'shelf.listed',
      'callout.opened',
    ]);
    show.must({ type: 'program.mark', mark: { captureAtMs: 5, calloutId: null, areas: [{ itemId: second, rect }] } });
    const events = show.must({ type: 'shelf.unlist', itemId: second });
    expect(events).toMatchObject([{ type: 'callout.closed', reason: 'delisted' }, { type: 'shelf.delisted' }]);
    expect([show.state.callout, show.state.mark?.areas]).toEqual([null, []]);
  });

  it.each(['hidden', 'delisted'] as const)('that is %s can be neither reserved nor clicked', (visibility) => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem({}, visibility === 'hidden' ? 'hidden' : 'listed');
    show.must({ type: 'shelf.unlist', itemId });
    expect(visibilityOf(show, itemId)).toBe(visibility);
    const { priceMinor, currency } = someFacts();
    const request = {
      type: 'hold.request',
      intent: 'intent-1',
      itemId,
      quantity: 1,
      seen: { priceMinor, currency },
    } as const;
    const buyer = { role: 'viewer', buyerId: v.parse(BuyerId, 'b1') } as const;
    expect(show.ask(request, buyer)).toMatchObject({ ok: false, error: { code: 'shelf.item-not-found' } });
    const rect = { x: 0, y: 0, width: 0.5, height: 0.5 };
    show.must({ type: 'program.mark', mark: { captureAtMs: 5, calloutId: null, areas: [{ itemId, rect }] } });
    expect(show.state.mark?.areas).toEqual([]);
  });

  it('that is delisted can still be paid by who has reserved it', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    const { priceMinor, currency } = someFacts();
    const buyer = { role: 'viewer', buyerId: v.parse(BuyerId, 'b1') } as const;
    const seen = { priceMinor, currency };
    const [granted] = show.must({ type: 'hold.request', intent: 'intent-1', itemId, quantity: 1, seen }, buyer);
    show.must({ type: 'shelf.unlist', itemId });
    const holdId = granted?.type === 'hold.granted' ? granted.holdId : null;
    if (!holdId) throw new Error('the hold was granted');
    const paying = { type: 'hold.startCheckout', holdId, payKind: 'demo' } as const;
    expect(typesOf(show.must(paying, buyer))).toEqual(['hold.checkoutStarted']);
  });
});

it('why a stock was corrected is known to those who have the shelf in hand, and to nobody else', () => {
  const show = ScriptedShow.in('live');
  show.join(HOST_ID, 'host');
  const itemId = show.addItem({}, 'hidden');
  const note = 'Kept for the finale';
  show.must({ type: 'stock.correct', itemId, change: { kind: 'by', units: 3 }, reason: 'other', note });
  const knows = STUDIO_ROLES.filter((role) => {
    const page = onlookerAs(role);
    const told = show.log.map(({ event }) => toldTo(page, event));
    const isTold = JSON.stringify(told).includes(note);
    expect([role, JSON.stringify(stateFor(page, show.state)).includes(note)]).toEqual([role, isTold]);
    return isTold;
  });
  expect(knows).toEqual(['host', 'co-host', 'producer', 'operator']);
});

const pick = <Value>(random: Random, values: readonly Value[]): Value | undefined =>
  values[Math.floor(random() * values.length)];

const aCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const itemId = pick(random, show.state.itemIds) ?? v.parse(ItemId, 'none');
  const facts = someFacts({ name: `Secret ${Math.floor(random() * 1e6)}`, stock: pick(random, [null, 0, 5]) ?? null });
  const rect = { x: 0, y: 0, width: 0.5, height: 0.5 };
  const giveawayId = show.state.giveaway?.id ?? v.parse(GiveawayId, 'none');
  const terms = {
    prize: 'A jar',
    itemId: pick(random, [null, itemId]) ?? null,
    winners: 1,
    word: null,
    openMs: 30_000,
  };
  const commands: readonly ShowCommand[] = [
    { type: 'giveaway.start', terms },
    { type: 'giveaway.enter', giveawayId, intent: 'intent-of-ann', name: 'Ann' },
    { type: 'giveaway.advance' },
    { type: 'show.start' },
    { type: 'show.end' },
    { type: 'shelf.add', facts, visibility: 'listed' },
    { type: 'shelf.add', facts, visibility: 'hidden' },
    { type: 'shelf.change', itemId, facts },
    { type: 'shelf.move', itemId, toIndex: Math.floor(random() * 9) },
    { type: 'shelf.move', itemId, toIndex: Math.floor(random() * 9) },
    { type: 'shelf.remove', itemId },
    { type: 'shelf.list', itemId },
    { type: 'shelf.unlist', itemId },
    { type: 'callout.open', itemId },
    {
      type: 'program.mark',
      mark: { captureAtMs: Math.floor(random() * 99), calloutId: null, areas: [{ itemId, rect }] },
    },
  ];
  return pick(random, commands) ?? { type: 'show.start' };
};

const askerOf = ({ type }: ShowCommand): Actor => {
  if (type === 'giveaway.enter') return { role: 'viewer', buyerId: v.parse(BuyerId, 'ann') };
  return type === 'giveaway.advance' ? SYSTEM : HOST;
};

/** What is set aside and given comes to pages by other ways than the log's. */
const uncounted = (show: Partial<PublicShow>): object => ({
  ...show,
  items: Object.fromEntries(Object.entries(show.items ?? {}).map(([id, item]) => [id, { ...item, held: 0, given: 0 }])),
});

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));

it.each([0, 1, 2, 3])(
  `what viewers are told adds up to what they may know, without a word of a hidden product (TALLY_SEED=${SEED}+%i)`,
  (run) => {
    const random = seededRandom(SEED + run);
    const show = ScriptedShow.in('draft');
    let told: ShowState | null = null;
    let heard = 0;
    for (let step = 0; step < 250; step += 1) {
      show.atMs += 5_000;
      const seed = show.state.ledger?.giveaway?.seed ?? 'none';
      const command = aCommand(show, random);
      show.ask(command, askerOf(command));
      for (const { event, ...at } of show.log.slice(heard)) {
        const toViewers = publicEvent(event);
        if (!toViewers) continue;
        const before = JSON.stringify(toViewers);
        if (event.type !== 'giveaway.drawn') expect(before).not.toContain(seed);
        for (const { id, name, visibility } of Object.values(show.state.items))
          if (visibility === 'hidden' && toViewers.type !== 'shelf.removed') {
            expect(before).not.toContain(id);
            expect(before).not.toContain(JSON.stringify(name));
          }
        told = applyPublic(told, { ...at, event: toViewers });
      }
      heard = show.log.length;
      const { seq: _told, ...known } = { ...told, crew: null, ledger: null, chatters: null, numbers: null, seq: 0 };
      const { seq: _all, ...may } = publicState(show.state);
      const kept = show.state.ledger?.giveaway?.seed;
      if (kept) expect(JSON.stringify(may)).not.toContain(kept);
      expect(uncounted(known)).toEqual(uncounted(may));
      expect(Object.values(may.items).some(({ visibility }) => visibility === 'hidden')).toBe(false);
    }
  },
);
