import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ChatMark, ShowId } from '../ids.ts';
import type { ShowEvent } from '../show/event.ts';
import { ScriptedTill, buyer } from '../show/till-fixture.ts';
import { recordedEvent } from './recorded-event.ts';

/** What it is of can be seen in it. */
const sha256 = async (text: string): Promise<string> => `of ${text.replace('\n', ' ')}`.padEnd(64, '.');

const recorded = (event: ShowEvent, show = 'show1') => recordedEvent(event, v.parse(ShowId, show), sha256);

const eventOf = (type: ShowEvent['type']): ShowEvent => {
  const till = new ScriptedTill();
  till.want('ann');
  const logged = till.show.log.find(({ event }) => event.type === type);
  if (!logged) throw new Error(`nothing of ${type} happened`);
  return logged.event;
};

it('has what everybody could see as it was', async () => {
  const added = eventOf('shelf.added');
  expect(await recorded(added)).toBe(added);
});

it('names a buyer by a mark of this show alone', async () => {
  const granted = eventOf('hold.granted');
  expect(await recorded(granted)).toEqual({ ...granted, buyerId: 'of show1 ann...............' });
  expect(await recorded(granted, 'show2')).toMatchObject({ buyerId: 'of show2 ann...............' });
});

it('says of what is between a few only that it happened', async () => {
  const mark = v.parse(ChatMark, 'A2B3C');
  const joined = { type: 'chatter.joined', buyerId: buyer('ann').buyerId, mark, name: 'Ann' } as const;
  expect(await recorded(joined)).toEqual({ type: 'chatter.joined', withheld: true });
  expect(await recorded({ type: 'moderation.wordsSet', words: ['rude'] })).toEqual({
    type: 'moderation.wordsSet',
    withheld: true,
  });
});
