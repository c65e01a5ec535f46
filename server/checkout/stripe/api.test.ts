import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeTestLog } from '../../shows/shows-fixture.ts';
import { StripeApi } from './api.ts';
import { FakeStripe, STRIPE_KEYS } from './fake-stripe.ts';

let stripe: FakeStripe;
beforeEach(async () => {
  stripe = await FakeStripe.open();
});
afterEach(() => stripe.close());

const ask = { path: '/v1/refunds', params: { payment_intent: 'pi_1' }, idempotencyKey: 'refund-pi_1' };

const open = (over: object = {}) => {
  const log = makeTestLog();
  const api = new StripeApi({ ...stripe.settings, log, retryPausesMs: [0, 0], timeoutMs: 2_000, ...over });
  return { api, log, post: (signal = new AbortController().signal) => api.post(ask, signal) };
};

describe('asking Stripe', () => {
  it('says who asks, what, and by which key it is the same', async () => {
    expect(await open().post()).toEqual({ body: { id: 're_1', status: 'succeeded' } });
    expect(stripe.asked).toMatchObject([
      {
        path: '/v1/refunds',
        headers: {
          authorization: `Bearer ${STRIPE_KEYS.secretKey}`,
          'content-type': 'application/x-www-form-urlencoded',
          'idempotency-key': 'refund-pi_1',
        },
      },
    ]);
    expect(stripe.asked[0]?.params.get('payment_intent')).toBe('pi_1');
  });

  const keys = () => stripe.asked.map(({ headers }) => headers['idempotency-key']);

  it.each([409, 429, 'broken'] as const)('tries again after %s, as the same', async (fault) => {
    stripe.faults.push(fault, fault);
    expect(await open().post()).toHaveProperty('body');
    expect(keys()).toEqual(Array(3).fill('refund-pi_1'));
  });

  it.each([500, 503])('tries again after %d, under the next key where Stripe keeps to it', async (status) => {
    stripe.faults.push(status);
    expect(await open().post()).toHaveProperty('body');
    expect(keys()).toEqual(['refund-pi_1', 'refund-pi_1', 'refund-pi_1-2']);
  });

  it('comes past what was refused before to what was done since', async () => {
    stripe.faults.push(402);
    const { post } = open();
    expect(await post()).toEqual({ refused: 'api_error' });
    expect(await post()).toEqual({ body: { id: 're_1', status: 'succeeded' } });
    expect(await post()).toEqual({ body: { id: 're_1', status: 'succeeded' } });
    expect(keys()).toEqual(['refund-pi_1', ...Array<string[]>(2).fill(['refund-pi_1', 'refund-pi_1-2']).flat()]);
  });

  it('gives up after three tries', async () => {
    stripe.faults.push('broken', 429, 'broken', 429);
    await expect(open().post()).rejects.toMatchObject({ code: 'checkout.unavailable' });
    expect(stripe.asked).toHaveLength(3);
  });

  it('does not wait for an answer that never comes', async () => {
    stripe.faults.push('silent', 'silent', 'silent');
    await expect(open({ timeoutMs: 20 }).post()).rejects.toMatchObject({ code: 'checkout.unavailable' });
  });

  it('asks no more when nobody wants to know any more', async () => {
    stripe.faults.push('silent');
    const leaving = new AbortController();
    const asking = open().post(leaving.signal);
    leaving.abort(new Error('the server stops'));
    await expect(asking).rejects.toThrow('the server stops');
  });

  it('tells why Stripe refuses, and logs no key', async () => {
    const { post, log } = open({ secretKey: 'sk_test_of_somebody_else' });
    expect(await post()).toEqual({ refused: 'api_key_invalid' });
    expect(JSON.stringify(log.lines)).toContain('api_key_invalid');
    expect(JSON.stringify(log.lines)).not.toContain('sk_test');
  });
});
