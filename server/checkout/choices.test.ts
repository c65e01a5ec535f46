import { describe, expect, it } from 'vitest';
import type { PayKind } from '../../shared/show/hold.ts';
import { Checkouts, type CheckoutChoice } from './choices.ts';
import type { Checkout } from './port.ts';

const provider = (kind: PayKind): Checkout => ({
  kind,
  open: () => Promise.resolve({ url: `https://${kind}.example`, sessionName: null }),
  expire: () => Promise.resolve(),
  refund: () => Promise.resolve('done'),
});

const checkouts = new Checkouts({
  standard: { kind: 'demo' },
  channels: new Map<string, CheckoutChoice>([
    ['tea', { kind: 'stripe' }],
    ['pots', { kind: 'shopify', shop: 'pots-and-pans' }],
  ]),
  demo: provider('demo'),
  stripe: provider('stripe'),
});

const VARIANT = 'https://pots.example/products/wok?variant=7';
const PAGE = 'https://pots.example/products/wok';

describe('where a hold is paid', () => {
  it.each([
    ['cocoa', null, 'demo'],
    ['cocoa', PAGE, 'link'],
    ['cocoa', VARIANT, 'link'],
    ['tea', null, 'stripe'],
    ['tea', PAGE, 'link'],
    ['pots', VARIANT, 'shopify'],
    ['pots', PAGE, 'link'],
  ])('of %s with the link %s is %s', (owner, link, kind) => {
    expect(checkouts.for({ owner, link, payKind: null })).toMatchObject({ ok: true, value: { kind } });
  });

  it('is nowhere for a product of a Shopify channel without a link', () => {
    const refused = { ok: false, error: { code: 'checkout.not-set-up' } };
    expect(checkouts.for({ owner: 'pots', link: null, payKind: null })).toEqual(refused);
  });

  it('stays where its buyer went, whatever the shelf says since', () => {
    expect(checkouts.for({ owner: 'tea', link: PAGE, payKind: 'stripe' })).toMatchObject({
      value: { kind: 'stripe' },
    });
    const refused = { ok: false, error: { code: 'checkout.not-set-up' } };
    expect(checkouts.for({ owner: 'tea', link: VARIANT, payKind: 'shopify' })).toEqual(refused);
  });
});
