import { afterEach, expect, it } from 'vitest';
import { HOST } from '../../shared/show/actor.ts';
import { channel, createShow, openShows } from '../shows/shows-fixture.ts';
import { ShowBoard } from './board.ts';

const all = openShows();
afterEach(() => all.store.close());

it('looks for channels of those that it lists alone, and at most once a second', async () => {
  const { shows, store, clock } = all;
  const [past, live] = [createShow(shows, 'Past'), createShow(shows, 'Live')];
  createShow(shows, 'A draft');
  for (const show of [past, live]) await show.submit({ type: 'show.start' }, HOST);
  await past.submit({ type: 'show.end' }, HOST);
  let asked = 0;
  const records = {
    channelById: (id: typeof channel.id) => {
      asked += 1;
      return store.records.channelById(id);
    },
  };
  const watchers = new Map([[live.state.id, 3]]);
  const board = new ShowBoard({
    shows,
    records,
    thumbnails: { of: () => null },
    watchersOf: (id) => watchers.get(id) ?? 0,
    clock: () => clock.atMs,
  });
  const titles = (listed: ReturnType<ShowBoard['everywhere']>) => listed.map(({ title }) => title);
  const first = board.everywhere();
  expect(titles(first)).toEqual(['Live']);
  expect(asked).toBe(1);
  expect(titles(board.ofChannel(channel))).toEqual(['Live', 'Past']);
  expect(asked).toBe(3);
  expect(board.everywhere()).toBe(first);
  expect(board.ofChannel(channel)).toBe(board.ofChannel(channel));
  expect(asked).toBe(3);
  clock.atMs += 1_000;
  watchers.set(live.state.id, 4);
  expect(board.everywhere()).toMatchObject([{ standing: { watchers: 4 } }]);
  expect(asked).toBe(4);
});
