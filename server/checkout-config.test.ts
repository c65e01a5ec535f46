import { describe, expect, it } from 'vitest';
import { readCheckout } from './checkout-config.ts';
import { OperatorError } from './operator-error.ts';

const KEYS = { STRIPE_SECRET_KEY: 'sk_test_0123456789ab', STRIPE_WEBHOOK_SECRET: 'whsec_0123456789ab' };

const sentenceOf = (env: Record<string, string>): string => {
  try {
    readCheckout(env);
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('where buyers pay', () => {
  it('is the demo provider while nobody says anything else', () => {
    expect(readCheckout({})).toEqual({ standard: { kind: 'demo' }, channels: new Map(), stripe: null });
  });

  it('is said for all channels, and for single ones', () => {
    const read = readCheckout({ ...KEYS, CHECKOUT: 'stripe, pots = shopify:pots-and-pans.myshopify.com, cocoa=demo' });
    expect(read.standard).toEqual({ kind: 'stripe' });
    expect([...read.channels]).toEqual([
      ['pots', { kind: 'shopify', shop: 'pots-and-pans' }],
      ['cocoa', { kind: 'demo' }],
    ]);
    expect(read.stripe).toEqual({
      secretKey: KEYS.STRIPE_SECRET_KEY,
      webhookSecret: KEYS.STRIPE_WEBHOOK_SECRET,
      apiBase: 'https://api.stripe.com',
    });
  });

  it.each([
    'paypal',
    'shopify',
    'shopify:',
    'shopify:a.example.com',
    'tea=',
    'stripe,demo',
    'tea=demo,tea=stripe',
    ',',
  ])('is not "%s"', (CHECKOUT) => {
    expect(sentenceOf({ ...KEYS, CHECKOUT })).toContain('CHECKOUT is');
  });

  it('is not Stripe without its two secrets', () => {
    expect(sentenceOf({ CHECKOUT: 'tea=stripe' })).toContain('STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are not set');
    expect(sentenceOf({ STRIPE_SECRET_KEY: KEYS.STRIPE_SECRET_KEY })).toContain('STRIPE_WEBHOOK_SECRET is not');
    expect(sentenceOf({ STRIPE_WEBHOOK_SECRET: KEYS.STRIPE_WEBHOOK_SECRET })).toContain('STRIPE_SECRET_KEY is not');
  });

  it.each([
    ['STRIPE_SECRET_KEY', 'pk_test_0123456789ab'],
    ['STRIPE_SECRET_KEY', 'sk_short'],
    ['STRIPE_WEBHOOK_SECRET', 'we_0123456789abcdef'],
  ])('says that %s is wrong without repeating it', (name, value) => {
    const sentence = sentenceOf({ ...KEYS, [name]: value });
    expect(sentence).toContain(`${name} must be`);
    expect(sentence).not.toContain(value);
  });

  it.each(['http://api.stripe.com', 'https://api.stripe.com/v1', 'ftp://localhost', 'http://127.0.0.1.example.com'])(
    'never sends the key to %s',
    (STRIPE_API_BASE) => {
      expect(sentenceOf({ ...KEYS, STRIPE_API_BASE })).toContain('STRIPE_API_BASE is');
    },
  );

  it('may be another Stripe on this machine, for tests', () => {
    const { stripe } = readCheckout({ ...KEYS, STRIPE_API_BASE: 'http://127.0.0.1:4242' });
    expect(stripe?.apiBase).toBe('http://127.0.0.1:4242');
  });
});
