import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ShowAddress } from '../../shared/ids.ts';
import { DemoCheckout } from './demo-checkout.svelte.ts';
import { aHold } from './testing/a-hold.ts';
import { FakeOffice } from './testing/fake-office.ts';

const checkout = { hold: aHold(), channel: 'Tea House', address: v.parse(ShowAddress, 'teas') };

const aPage = () => {
  const office = new FakeOffice();
  office.checkouts.set('token', checkout);
  return { office, page: new DemoCheckout(office.call, 'token', new AbortController().signal) };
};

it('shows what there is to pay, and plays one outcome once', async () => {
  const { office, page } = aPage();
  await page.look();
  expect(page.state).toEqual({ state: 'open', checkout });
  await Promise.all([page.play('paid'), page.play('twice')]);
  expect(page.state).toEqual({ state: 'played', outcome: 'paid' });
  expect(office.played).toEqual(['paid']);
});

it('says why it cannot, and looks again', async () => {
  const { office, page } = aPage();
  office.failures.set('lookAtCheckout', 'net.unreachable');
  await page.look();
  expect(page.state).toEqual({ state: 'failed', code: 'net.unreachable' });
  office.failures.clear();
  await page.look();
  expect(page.state.state).toBe('open');
});

it('knows no checkout of another token', async () => {
  const { office } = aPage();
  const page = new DemoCheckout(office.call, 'other', new AbortController().signal);
  await page.look();
  expect(page.state).toEqual({ state: 'failed', code: 'order.unknown' });
});
