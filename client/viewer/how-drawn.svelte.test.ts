import { cleanup, render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { GiveawayId, ShowId } from '../../shared/ids.ts';
import { settle } from '../state/testing/settle.ts';
import HowDrawn from './HowDrawn.svelte';

afterEach(cleanup);

it('asks for the receipt when it is opened, and not again at what happens in the show', async () => {
  let seq = $state(0);
  let asked = 0;
  const makeCheck = () => {
    asked += seq > 0 ? 1 : 0;
    return Promise.resolve(null);
  };
  const props = {
    title: 'How it was drawn',
    showId: v.parse(ShowId, 's1'),
    drawId: v.parse(GiveawayId, 'g1'),
    makeCheck,
  };
  const { container } = render(HowDrawn, props);
  const happen = () => flushSync(() => (seq += 1));
  happen();
  expect(asked).toBe(0);
  const details = container.querySelector('details');
  const toggle = async (open: boolean) => {
    if (details) details.open = open;
    details?.dispatchEvent(new Event('toggle'));
    await settle();
  };
  await toggle(true);
  happen();
  await toggle(false);
  await toggle(true);
  expect(asked).toBe(1);
});
