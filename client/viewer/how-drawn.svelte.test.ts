import { cleanup, render } from '@testing-library/svelte';
import { flushSync, type Component } from 'svelte';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { GiveawayId, ShowId } from '../../shared/ids.ts';
import { Locale, setLocale } from '../platform/locale.svelte.ts';
import { settle } from '../state/testing/settle.ts';
import type { DrawCheck } from '../state/draw-check.svelte.ts';
import HowDrawn from './HowDrawn.svelte';

type MakeCheck = () => Promise<DrawCheck | null>;

afterEach(cleanup);

const nothing = () => undefined;
const english = { saved: () => 'en', preferred: () => [], save: nothing, show: nothing };
const InEnglish: Component<{ showId: ShowId; drawId: GiveawayId; makeCheck: MakeCheck }> = (...component) => {
  setLocale(new Locale(english));
  return HowDrawn(...component);
};

const aDraw = (makeCheck: MakeCheck) => {
  const props = { showId: v.parse(ShowId, 's1'), drawId: v.parse(GiveawayId, 'g1'), makeCheck };
  const { container, getByRole, queryByRole } = render(InEnglish, { props, context: new Map() });
  const toggle = async (open: boolean) => {
    const details = container.querySelector('details');
    if (details) details.open = open;
    details?.dispatchEvent(new Event('toggle'));
    await settle();
  };
  return { toggle, getByRole, queryByRole };
};

it('asks for the receipt when it is opened, and not again at what happens in the show', async () => {
  let seq = $state(0);
  let asked = 0;
  const { toggle } = aDraw(() => {
    asked += seq > 0 ? 1 : 0;
    return Promise.resolve(null);
  });
  const happen = () => flushSync(() => (seq += 1));
  happen();
  expect(asked).toBe(0);
  await toggle(true);
  happen();
  await toggle(false);
  await toggle(true);
  expect(asked).toBe(1);
});

it('says so where it could not be loaded, and tries again when that is pressed', async () => {
  let tries = 0;
  const { toggle, getByRole, queryByRole } = aDraw(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new TypeError('no line')) : Promise.resolve(null);
  });
  await toggle(true);
  expect(getByRole('alert').textContent).toContain('This could not be loaded.');
  getByRole('button', { name: 'Try again' }).click();
  await settle();
  expect([tries, queryByRole('alert')]).toEqual([2, null]);
});
