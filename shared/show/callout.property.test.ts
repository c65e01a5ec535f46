import { describe, expect, it } from 'vitest';
import type { ItemId } from '../ids.ts';
import { seededRandom, type Random } from '../random.ts';
import { HOST, type Actor } from './actor.ts';
import { apply } from './apply.ts';
import type { ShowCommand } from './command.ts';
import { assertShowInvariants } from './invariants.ts';
import { actorAs, ScriptedShow, someFacts } from './show-fixture.ts';
import type { ShowState } from './state.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
const SHOWS = 40;
const STEPS = 200;

const pick = <Value>(random: Random, values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];

/** What somebody with the shelf in hand presses, by what their page knew a moment ago. */
const aPress = (random: Random, { callout, itemIds }: ShowState, known: readonly ItemId[]): ShowCommand => {
  const itemId = pick(random, [...itemIds, ...known] as [ItemId, ...ItemId[]]);
  const close: ShowCommand = callout
    ? { type: 'callout.close', calloutId: callout.id }
    : { type: 'shelf.list', itemId };
  return pick<ShowCommand>(random, [
    { type: 'callout.open', itemId },
    { type: 'callout.open', itemId },
    close,
    { type: 'shelf.unlist', itemId },
    { type: 'shelf.list', itemId },
    { type: 'shelf.remove', itemId },
    { type: 'shelf.add', facts: someFacts(), visibility: pick(random, ['listed', 'hidden']) },
    {
      type: 'stock.correct',
      itemId,
      change: { kind: 'by', units: pick(random, [-4, -1, 3]) },
      reason: 'counted',
      note: null,
    },
    pick<ShowCommand>(random, [{ type: 'show.end' }, { type: 'show.start' }, { type: 'callout.open', itemId }]),
  ]);
};

describe(`host and operator (TALLY_SEED=${SEED})`, () => {
  it('never leave two callouts, whatever they press and however old what they see is', () => {
    for (let index = 0; index < SHOWS; index += 1) {
      const random = seededRandom(SEED + index);
      const show = ScriptedShow.in('live');
      show.join('operator', 'operator');
      const known = [show.addItem(), show.addItem(), show.addItem()];
      let seen = show.state;
      for (let step = 0; step < STEPS; step += 1) {
        const actor: Actor = pick(random, [HOST, actorAs('operator')]);
        show.ask(aPress(random, seen, known), actor);
        assertShowInvariants(show.state);
        // Pages are behind, by a step or a few.
        if (random() < 0.6) seen = show.state;
      }
      let open = 0;
      let replayed: ShowState | null = null;
      for (const logged of show.log) {
        replayed = apply(replayed, logged);
        if (logged.event.type === 'callout.opened') open += 1;
        if (logged.event.type === 'callout.closed') open -= 1;
        expect(open, `show ${index}, event ${logged.seq}`).toBe(replayed.callout === null ? 0 : 1);
      }
      expect(replayed).toEqual(show.state);
    }
  });
});
