import { describe, expect, it } from 'vitest';
import { apply } from '../../shared/show/apply.ts';
import { ScriptedShow, someFacts } from '../../shared/show/show-fixture.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { CHANNEL, opened } from './testing/fake-line.ts';
import { seenBy } from './testing/seen.svelte.ts';

/** Tells the page what has happened since. */
const follow = (feed: ShowFeed, show: ScriptedShow): void => {
  for (const logged of show.log.slice(feed.show?.seq ?? 0)) feed.handleEvent(logged);
};

describe('the show', () => {
  it('is unknown until the line has opened', () => {
    const feed = new ShowFeed(apply);
    expect(feed.show).toBeUndefined();
    expect(feed.channel).toBeUndefined();
    expect([feed.items, feed.explained, feed.watchers, feed.refusal]).toEqual([[], null, null, null]);
  });

  it('is what the page was written with, before the line opens', () => {
    const { state } = ScriptedShow.in('live');
    const feed = new ShowFeed(apply, state, CHANNEL);
    expect(feed.show).toBe(state);
    expect(feed.channel).toEqual(CHANNEL);
    expect(feed.watchers).toBeNull();
  });

  it('is the snapshot of a fresh opening', () => {
    const { state } = ScriptedShow.in('live');
    const feed = new ShowFeed(apply);
    feed.handleOpened(opened({ show: state, watchers: 7 }));
    expect(feed.show).toBe(state);
    expect(feed.channel).toEqual(CHANNEL);
    expect(feed.watchers).toBe(7);
  });

  it('stays when the opening resumes without a snapshot', () => {
    const { state } = ScriptedShow.in('live');
    const feed = new ShowFeed(apply, state, CHANNEL);
    feed.handleOpened(opened({ session: 'resumed', show: null }));
    expect(feed.show).toBe(state);
  });

  it('is replaced by a later snapshot', () => {
    const show = ScriptedShow.in('draft');
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    show.must({ type: 'show.rename', title: 'Summer teas' });
    feed.handleOpened(opened({ show: show.state }));
    expect(feed.show?.title).toBe('Summer teas');
  });
});

describe('events', () => {
  it('bring the page to the state of the server', () => {
    const show = ScriptedShow.in('live');
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    follow(feed, show);
    expect(feed.show).toEqual(show.state);
  });

  it('can tell a show from its beginning', () => {
    const show = ScriptedShow.in('live');
    const feed = new ShowFeed(apply);
    follow(feed, show);
    expect(feed.show).toEqual(show.state);
  });

  it('that the snapshot contains already are passed over', () => {
    const show = ScriptedShow.in('live');
    show.addItem();
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    for (const logged of show.log) feed.handleEvent(logged);
    expect(feed.show).toBe(show.state);
  });

  it('that are missing are never guessed', () => {
    const show = ScriptedShow.in('live');
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    show.addItem();
    show.addItem();
    const last = show.log.at(-1);
    expect(() => last && feed.handleEvent(last)).toThrow();
  });
});

describe('the shelf', () => {
  it('is in the host’s order', () => {
    const show = ScriptedShow.in('draft');
    const tea = show.addItem({ name: 'Tea' });
    show.addItem({ name: 'Honey' });
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    const seen = seenBy(() => feed.items.map(({ name }) => name));
    show.must({ type: 'shelf.move', itemId: tea, toIndex: 1 });
    follow(feed, show);
    expect(seen.values).toEqual([
      ['Tea', 'Honey'],
      ['Honey', 'Tea'],
    ]);
    seen.stop();
  });

  it('has the explained product with its price of now', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    expect(feed.explained).toMatchObject({ id: itemId, priceMinor: 3_990 });
    show.must({ type: 'shelf.change', itemId, facts: someFacts({ priceMinor: 2_990 }) });
    follow(feed, show);
    expect(feed.explained?.priceMinor).toBe(2_990);
  });

  it('explains nothing once the product is off it', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    const feed = new ShowFeed(apply, show.state, CHANNEL);
    show.must({ type: 'shelf.remove', itemId });
    follow(feed, show);
    expect(feed.explained).toBeNull();
    expect(feed.items).toEqual([]);
  });
});

describe('the line', () => {
  it('tells why the server will not have this page, and only then', () => {
    const feed = new ShowFeed(apply);
    const seen = seenBy(() => feed.refusal);
    feed.handleLine({ state: 'waiting', retryAtMs: 1_000, attempt: 1 });
    expect(feed.line.state).toBe('waiting');
    feed.handleLine({ state: 'refused', code: 'session.replaced' });
    expect(seen.values).toEqual([null, 'session.replaced']);
    seen.stop();
  });

  it('counts who watches', () => {
    const feed = new ShowFeed(apply);
    feed.handleWatchers(12);
    expect(feed.watchers).toBe(12);
  });
});
