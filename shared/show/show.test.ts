import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { apply } from './apply.ts';
import { LoggedEvent, ShowEvent } from './event.ts';
import { runAtRandom } from './random-show-fixture.ts';
import { ScriptedShow } from './show-fixture.ts';
import type { ShowState } from './state.ts';
import { WholeShow } from './whole-show.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
const SHOWS = 240;

const statesOf = (
  log: readonly LoggedEvent[],
  visit: (before: ShowState | null, event: ShowEvent, after: ShowState) => void,
): void => {
  let state: ShowState | null = null;
  for (const logged of log) {
    const after = apply(state, logged);
    visit(state, logged.event, after);
    state = after;
  }
};

describe(`shows that are asked anything by anybody (seed ${SEED})`, () => {
  const shows = Array.from({ length: SHOWS }, (_, index) => runAtRandom(SEED + index)).filter(
    (show) => show.maybeState,
  );

  it('reach every phase and every kind of event', () => {
    const missing = new Set<string>(ShowEvent.options.map(({ entries }) => entries.type.literal));
    const strike = ({ log }: ScriptedShow): void => {
      for (const { event } of log) missing.delete(event.type);
    };
    shows.forEach(strike);
    // The rarest kinds are in one show of forty. Where chance kept one away, more shows are asked until it is no chance.
    for (let index = SHOWS; missing.size > 0 && index < 10 * SHOWS; index += 1) strike(runAtRandom(SEED + index));
    expect([...missing]).toEqual([]);
  });

  it('have logs without gaps, whose replay is the live state', () => {
    for (const { log, state } of shows) {
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_, index) => index + 1));
      expect(log.reduce<ShowState | null>(apply, null)).toEqual(state);
      expect(state.seq).toBe(log.length);
    }
  });

  it('survive JSON and their own schemas, events and states alike', () => {
    for (const { log, state } of shows) {
      const stored: unknown = JSON.parse(JSON.stringify({ log, state }));
      expect(v.parse(v.object({ log: v.array(LoggedEvent), state: WholeShow }), stored)).toEqual({ log, state });
    }
  });

  it('let a seller bring and take off what is theirs alone, and sell it under their name', () => {
    let sold = 0;
    for (const { log } of shows) {
      statesOf(log, (before, event, after) => {
        if (event.type === 'hold.granted' || event.type === 'hold.waitlisted') {
          expect(event.seller).toEqual(before?.items[event.itemId]?.seller ?? null);
          if (event.seller) sold += 1;
        }
        if (event.type === 'shelf.delisted' && event.by === 'seller')
          expect(before?.items[event.itemId]?.seller).not.toBeNull();
        if (event.type === 'seller.asked') expect(after.items[event.itemId]?.seller?.id).toBe(event.sellerId);
      });
    }
    expect(sold).toBeGreaterThan(0);
  });

  it('never have two callouts open, at any moment of the log', () => {
    for (const { log } of shows) {
      let open: string | null = null;
      for (const { event } of log) {
        if (event.type === 'callout.opened') {
          expect(open).toBeNull();
          open = event.calloutId;
        }
        if (event.type === 'callout.closed') {
          expect(event.calloutId).toBe(open);
          open = null;
        }
      }
    }
  });
});

describe('apply', () => {
  it('refuses a gap, a repetition and an event before the show exists', () => {
    const { log, state } = ScriptedShow.in('live');
    const [created, started] = log;
    expect(() => apply(state, { seq: 4, atMs: 0, event: { type: 'show.ended' } })).toThrow('right after');
    expect(() => started && apply(state, started)).toThrow('right after');
    expect(() => apply(null, { seq: 1, atMs: 0, event: { type: 'show.started' } })).toThrow('begins with');
    expect(() => created && apply(state, { ...created, seq: 3 })).toThrow('created once');
  });

  it('leaves the former state as it was', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    const before = show.state;
    const copy = structuredClone(before);
    show.must({ type: 'callout.open', itemId });
    show.must({ type: 'shelf.remove', itemId });
    expect(before).toEqual(copy);
  });
});
