import { describe, expect, it } from 'vitest';
import { valuesOf } from '../buckets.ts';
import type { CalloutId, ItemId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { seededRandom } from '../random.ts';
import { HOST, SYSTEM, type Actor } from './actor.ts';
import { applyTold } from './apply-told.ts';
import { stateFor, toldTo } from './audience.ts';
import type { ShowCommand } from './command.ts';
import { itemOf } from './item-of.ts';
import { aMarket, ann, typesOf, want } from './sellers-fixture.ts';
import { itemsOfSeller } from './sellers.ts';
import { setItemsOf, type SetItem } from './shelf-set.ts';
import { actorAs, personId, ScriptedShow, someFacts } from './show-fixture.ts';
import type { ShowState } from './state.ts';

const forbidden = { ok: false, error: { code: 'auth.forbidden' } };
const refused = (code: string) => ({ ok: false, error: { code } });

describe('a seller', () => {
  it('brings products under their name, which are seen at once', () => {
    const { show, annAs, honey, tea } = aMarket();
    expect(itemOf(show.state, honey)?.seller).toEqual(ann);
    expect(itemOf(show.state, tea)?.seller).toBeNull();
    const hidden = show.addItem({}, 'hidden', annAs);
    expect(itemOf(show.state, hidden)?.visibility).toBe('listed');
  });

  it('is the one whose link they came by, also when two sell by it', () => {
    const { show, honey } = aMarket();
    const helper = show.joinSeller('eve', { invite: 'ann' });
    show.must({ type: 'shelf.change', itemId: honey, facts: someFacts({ name: 'Honey', stock: 4 }) }, helper);
    const more = show.addItem({}, 'listed', helper);
    expect(itemOf(show.state, more)?.seller).toEqual({ id: ann.id, name: 'eve' });
  });

  it('takes their products along to another name, for viewers too; what was ordered keeps the old one', () => {
    const { show, annAs, honey, tea, cups } = aMarket();
    const helper = show.joinSeller('eve', { invite: 'ann' });
    const jam = show.addItem({ name: 'Jam' }, 'listed', helper);
    want(show, honey, 'intent-1');
    const known = stateFor('everyone', show.state);
    const events = show.must({ type: 'people.rename', name: 'Ann Li' }, annAs);
    expect(typesOf(events)).toEqual(['people.renamed', 'shelf.changed']);
    const nameOf = (itemId: ItemId) => itemOf(show.state, itemId)?.seller?.name ?? null;
    expect([honey, jam, cups, tea].map(nameOf)).toEqual(['Ann Li', 'eve', 'bo', null]);
    const told = events.flatMap((event) => toldTo('everyone', event) ?? []);
    expect(told).toMatchObject([{ type: 'shelf.changed', itemId: honey, seller: { id: ann.id, name: 'Ann Li' } }]);
    const [event] = told;
    assert(event, 'viewers hear of it');
    const seen = applyTold(known, { seq: show.state.seq, atMs: show.atMs, event });
    expect(itemOf(seen, honey)?.seller?.name).toBe('Ann Li');
    const { ledger } = show.state;
    assert(ledger, 'the whole show is known here');
    expect(valuesOf(ledger.holds).map(({ seller }) => seller?.name)).toEqual(['ann']);
  });

  it('touches nothing that is not theirs', () => {
    const { show, annAs, tea, cups } = aMarket();
    const hidden = show.addItem({ name: 'Secret' }, 'hidden');
    const facts = someFacts({ name: 'Mine now' });
    for (const itemId of [tea, cups, hidden]) {
      const commands: readonly ShowCommand[] = [
        { type: 'shelf.change', itemId, facts },
        { type: 'shelf.remove', itemId },
        { type: 'shelf.list', itemId },
        { type: 'shelf.unlist', itemId },
        { type: 'callout.open', itemId },
        { type: 'seller.ask', itemId },
      ];
      const before = show.state;
      // Of what is hidden from them they do not even learn that it is there.
      const answer = itemId === hidden ? refused('shelf.item-not-found') : forbidden;
      for (const command of commands) expect(show.ask(command, annAs), command.type).toMatchObject(answer);
      expect(show.state).toBe(before);
    }
    expect(show.ask({ type: 'shelf.move', itemId: tea, toIndex: 2 }, annAs)).toEqual(forbidden);
  });

  it('does nothing more once they have left, or without a place', () => {
    const { show, annAs, honey } = aMarket();
    show.must({ type: 'people.leave', participantId: personId('ann'), reason: 'silent' }, SYSTEM);
    for (const actor of [annAs, actorAs('seller', personId('nobody'))])
      expect(show.ask({ type: 'callout.open', itemId: honey }, actor)).toMatchObject(refused('people.not-found'));
  });

  it('sends nobody to another site, names nothing of the shop’s, and fills only a part of the shelf', () => {
    const { show, annAs, honey } = aMarket();
    for (const [field, facts] of [
      ['facts.link', someFacts({ link: 'https://elsewhere.example/' })],
      ['facts.sku', someFacts({ sku: 'OF-THE-SHOP' })],
    ] as const) {
      const forbidden = { ok: false, error: { code: 'auth.forbidden', field } };
      expect(show.ask({ type: 'shelf.add', facts, visibility: 'listed' }, annAs)).toEqual(forbidden);
      expect(show.ask({ type: 'shelf.change', itemId: honey, facts }, annAs)).toEqual(forbidden);
    }
    for (let count = 1; count < 50; count += 1) show.addItem({}, 'listed', annAs);
    expect(show.ask({ type: 'shelf.add', facts: someFacts(), visibility: 'listed' }, annAs)).toEqual(
      refused('shelf.full'),
    );
    show.addItem();
  });

  it('brings several at once, all of them under their name or none', () => {
    const { show, annAs, boAs } = aMarket();
    const several = (count: number): SetItem[] =>
      Array.from({ length: count }, (_, at) => ({ facts: someFacts({ name: `Jar ${at}` }), visibility: 'hidden' }));
    const added = show.must({ type: 'shelf.addAll', items: several(2) }, annAs);
    expect(added).toMatchObject([
      { type: 'shelf.added', facts: { name: 'Jar 0' }, visibility: 'listed', seller: ann },
      { type: 'shelf.added', facts: { name: 'Jar 1' }, visibility: 'listed', seller: ann },
    ]);
    const before = show.state;
    const noPlace = { ok: false, error: { code: 'shelf.full', field: 'items.47' } };
    expect(show.ask({ type: 'shelf.addAll', items: several(48) }, annAs)).toEqual(noPlace);
    const [jar] = several(1);
    assert(jar, 'there is one');
    const leadsAway = { ...jar, facts: { ...jar.facts, link: 'https://elsewhere.example/' } };
    expect(show.ask({ type: 'shelf.addAll', items: [jar, leadsAway] }, annAs)).toEqual({
      ok: false,
      error: { code: 'auth.forbidden', field: 'items.1.facts.link' },
    });
    const ofTheShop = { ...jar, facts: { ...jar.facts, sku: 'OF-THE-SHOP' } };
    expect(show.ask({ type: 'shelf.addAll', items: [ofTheShop] }, annAs)).toMatchObject({
      error: { code: 'auth.forbidden', field: 'items.0.facts.sku' },
    });
    expect(show.state).toBe(before);
    show.must({ type: 'shelf.addAll', items: several(47) }, annAs);
    expect(itemsOfSeller(show.state, ann.id).length).toBe(50);
    // What Ann has takes nothing from Bo, as long as the shelf of everybody has a place.
    show.must({ type: 'shelf.addAll', items: several(49) }, boAs);
    show.must({ type: 'shelf.addAll', items: several(97) });
    const cyAs = show.joinSeller('cy');
    expect(show.ask({ type: 'shelf.addAll', items: several(3) }, cyAs)).toMatchObject({ error: { field: 'items.2' } });
  });

  it('takes their product off and puts it back, unless those in charge took it off', () => {
    const { show, annAs, honey, visibility } = aMarket();
    show.must({ type: 'shelf.unlist', itemId: honey }, annAs);
    expect(visibility(honey)).toBe('withdrawn');
    show.must({ type: 'shelf.list', itemId: honey }, annAs);
    show.must({ type: 'shelf.unlist', itemId: honey });
    expect(visibility(honey)).toBe('delisted');
    for (const type of ['shelf.list', 'callout.open', 'seller.ask'] as const)
      expect(show.ask({ type, itemId: honey }, annAs)).toMatchObject(refused('seller.taken-off'));
    show.must({ type: 'shelf.list', itemId: honey });
    expect(visibility(honey)).toBe('listed');
  });

  it('whose product the host takes off before the show still sees it', () => {
    const show = ScriptedShow.in('draft');
    const honey = show.addItem({}, 'listed', show.joinSeller('ann'));
    expect(show.must({ type: 'shelf.unlist', itemId: honey })).toMatchObject([
      { type: 'shelf.delisted', by: 'studio' },
    ]);
  });

  it('has what they had taken off taken out of their hands', () => {
    const { show, annAs, honey, visibility } = aMarket();
    show.must({ type: 'shelf.unlist', itemId: honey }, annAs);
    show.must({ type: 'shelf.unlist', itemId: honey });
    expect(visibility(honey)).toBe('delisted');
  });

  it('has nothing in the sets of the channel', () => {
    const { show } = aMarket();
    expect(setItemsOf(show.state).map(({ facts }) => facts.name)).toEqual(['Tea']);
  });
});

const calloutOf = ({ state }: ScriptedShow): CalloutId => {
  assert(state.callout, 'something is explained');
  return state.callout.id;
};

describe('explaining', () => {
  it('at once replaces whatever is explained, and ends by the word of who explains or of those in charge', () => {
    const { show, annAs, boAs, tea, honey } = aMarket();
    show.must({ type: 'callout.open', itemId: tea });
    const closeTea = { type: 'callout.close', calloutId: calloutOf(show) } as const;
    expect(show.ask(closeTea, annAs)).toMatchObject(forbidden);
    expect(typesOf(show.must({ type: 'callout.open', itemId: honey }, annAs))).toEqual([
      'callout.closed',
      'callout.opened',
    ]);
    const closeHoney = { type: 'callout.close', calloutId: calloutOf(show) } as const;
    expect(show.ask(closeHoney, boAs)).toMatchObject(forbidden);
    show.must(closeHoney, annAs);
    show.must({ type: 'callout.open', itemId: honey });
    show.must({ type: 'callout.close', calloutId: calloutOf(show) });
    expect(show.state.callout).toBeNull();
  });

  const answer = (itemId: ItemId, verdict: 'approved' | 'declined') =>
    ({ type: 'seller.answer', sellerId: ann.id, itemId, answer: verdict }) as const;

  it('is asked for where the host wants it so, and begins once that is approved', () => {
    const { show, annAs, honey, tea } = aMarket('asks-first');
    expect(show.ask({ type: 'callout.open', itemId: honey }, annAs)).toEqual(refused('seller.asks-first'));
    show.must({ type: 'callout.open', itemId: tea });
    show.must({ type: 'seller.ask', itemId: honey }, annAs);
    expect(show.ask({ type: 'seller.ask', itemId: honey }, annAs)).toEqual({ ok: true, value: [] });
    expect(show.crew.asks).toEqual([{ sellerId: ann.id, name: 'ann', itemId: honey, atMs: show.atMs, state: 'open' }]);
    expect(typesOf(show.must(answer(honey, 'approved')))).toEqual([
      'seller.answered',
      'callout.closed',
      'callout.opened',
    ]);
    expect([show.crew.asks, show.state.callout?.itemId]).toEqual([[], honey]);
    show.must({ type: 'callout.close', calloutId: calloutOf(show) }, annAs);
  });

  it('that is declined is known as that until the next ask', () => {
    const { show, annAs, honey } = aMarket('asks-first');
    const other = show.addItem({}, 'listed', annAs);
    show.must({ type: 'seller.ask', itemId: honey }, annAs);
    show.must(answer(honey, 'declined'));
    expect(show.crew.asks).toMatchObject([{ itemId: honey, state: 'declined' }]);
    expect(show.ask(answer(honey, 'declined'))).toEqual({ ok: true, value: [] });
    expect(show.ask(answer(honey, 'approved'))).toMatchObject(refused('seller.no-ask'));
    show.must({ type: 'seller.ask', itemId: other }, annAs);
    expect(show.crew.asks).toMatchObject([{ itemId: other, state: 'open' }]);
    expect(show.ask(answer(honey, 'approved'))).toMatchObject(refused('seller.no-ask'));
    show.must({ type: 'seller.drop' }, annAs);
    expect(show.crew.asks).toEqual([]);
  });

  it.each<[string, (market: ReturnType<typeof aMarket>) => readonly [ShowCommand, Actor]]>([
    ['the host explains it', ({ honey }) => [{ type: 'callout.open', itemId: honey }, HOST]],
    ['the host takes it off', ({ honey }) => [{ type: 'shelf.unlist', itemId: honey }, HOST]],
    ['it is removed', ({ honey, annAs }) => [{ type: 'shelf.remove', itemId: honey }, annAs]],
    ['the show ends', () => [{ type: 'show.end' }, HOST]],
    ['they leave', () => [{ type: 'people.remove', participantId: personId('ann') }, HOST]],
  ])('is asked for no more when %s', (_what, commandOf) => {
    const market = aMarket('asks-first');
    market.show.must({ type: 'seller.ask', itemId: market.honey }, market.annAs);
    market.show.must(...commandOf(market));
    expect(market.show.crew.asks).toEqual([]);
  });
});

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));

it.each([0, 1, 2])(
  `what a seller is told adds up to what they may know, without a word of a hidden product (TALLY_SEED=${SEED}+%i)`,
  (run) => {
    const random = seededRandom(SEED + run);
    const { show, annAs, boAs } = aMarket('asks-first');
    let told: ShowState = stateFor('seller', show.state);
    let heard = show.log.length;
    for (let step = 0; step < 250; step += 1) {
      const actor = [HOST, HOST, annAs, boAs][Math.floor(random() * 4)] ?? HOST;
      const itemId = show.state.itemIds[Math.floor(random() * show.state.itemIds.length)];
      const facts = someFacts({ name: `Secret ${step}` });
      const visibility = random() < 0.5 ? 'hidden' : 'listed';
      const commands: readonly ShowCommand[] = itemId
        ? [
            { type: 'shelf.add', facts, visibility },
            { type: 'shelf.change', itemId, facts },
            { type: 'shelf.move', itemId, toIndex: Math.floor(random() * 9) },
            { type: 'shelf.remove', itemId },
            { type: 'shelf.list', itemId },
            { type: 'shelf.unlist', itemId },
            { type: 'callout.open', itemId },
            { type: 'stock.correct', itemId, change: { kind: 'by', units: 1 }, reason: 'other', note: `For ${itemId}` },
            { type: 'seller.ask', itemId },
            { type: 'seller.answer', sellerId: ann.id, itemId, answer: 'approved' },
          ]
        : [{ type: 'shelf.add', facts, visibility }];
      show.ask(commands[Math.floor(random() * commands.length)] ?? { type: 'show.end' }, actor);
      for (const { event, ...at } of show.log.slice(heard)) {
        const toSeller = toldTo('seller', event);
        if (!toSeller) continue;
        const text = JSON.stringify(toSeller);
        for (const { id, name, visibility: seen } of Object.values(show.state.items)) {
          if (seen !== 'hidden' || toSeller.type === 'shelf.removed') continue;
          expect(text).not.toContain(id);
          expect(text).not.toContain(JSON.stringify(name));
        }
        told = applyTold(told, { ...at, event: toSeller });
      }
      heard = show.log.length;
      expect({ ...told, seq: 0 }).toEqual({ ...stateFor('seller', show.state), seq: 0 });
      expect(Object.values(told.items).some(({ visibility: seen }) => seen === 'hidden')).toBe(false);
    }
  },
);
