import * as v from 'valibot';
import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { VIEWER_METHODS } from '../../shared/protocol/viewer-methods.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { aViewer, calloutOf } from './viewer-fixture.ts';

const TELL_EVERY_MS = 3_000;

/** A page at a show with two products, whose line is open. */
const aPage = async (phase: 'draft' | 'live' = 'live') => {
  const show = ScriptedShow.in(phase);
  const [tea, cup] = [show.addItem({ name: 'Tea' }), show.addItem({ name: 'Cup' })];
  const page = aViewer({ show });
  await page.line.open();
  const told = () =>
    page.line.asked('viewer.notice').map((params) => v.parse(VIEWER_METHODS['viewer.notice'].params, params).notices);
  return { ...page, tea, cup, told };
};

it('are told together, each once, by the time in which the product was explained', async () => {
  const { viewer, line, show, clock, tea, cup, told } = await aPage();
  viewer.notice('seen', tea);
  viewer.notice('seen', tea);
  viewer.notice('seen', cup);
  expect(told()).toEqual([]);
  await clock.advance(TELL_EVERY_MS);
  const seen = { kind: 'seen', calloutId: null };
  expect(told()).toEqual([
    [
      { ...seen, itemId: tea },
      { ...seen, itemId: cup },
    ],
  ]);
  await line.happen({ type: 'callout.open', itemId: tea });
  viewer.notice('seen', tea);
  viewer.notice('pressed', tea);
  viewer.notice('pressed', cup);
  await clock.advance(TELL_EVERY_MS);
  const explained = { itemId: tea, calloutId: calloutOf(show) };
  expect(told().at(-1)).toEqual([
    { kind: 'seen', ...explained },
    { kind: 'pressed', ...explained },
    { kind: 'pressed', itemId: cup, calloutId: null },
  ]);
  await clock.advance(TELL_EVERY_MS);
  expect(told()).toHaveLength(2);
});

it('wait for the show to run, and for a server that takes them', async () => {
  const { viewer, line, clock, tea, told } = await aPage('draft');
  viewer.notice('seen', tea);
  await clock.advance(TELL_EVERY_MS);
  expect(told()).toEqual([]);
  await line.happen({ type: 'show.start' });
  line.replies['viewer.notice'] = () => Promise.reject(new AppError('request.too-many'));
  await clock.advance(TELL_EVERY_MS);
  line.replies['viewer.notice'] = () => ({});
  viewer.notice('pressed', tea);
  await clock.advance(TELL_EVERY_MS);
  expect(told().map((notices) => notices.map(({ kind }) => kind))).toEqual([['seen'], ['seen', 'pressed']]);
});

it('are told when the page closes, too', async () => {
  const { viewer, scope, tea, told } = await aPage();
  viewer.notice('pressed', tea);
  await scope.close();
  expect(told()).toEqual([[{ kind: 'pressed', itemId: tea, calloutId: null }]]);
});
