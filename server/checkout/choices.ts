import type { Result } from '../../shared/result.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { PayKind } from '../../shared/show/hold.ts';
import { shopVariantOf } from './cart-permalink.ts';
import type { Checkout } from './port.ts';
import { productLink, shopifyCart } from './shops.ts';

/** Who takes a channel's money. `shop` is the shop's name before `.myshopify.com`. */
export type CheckoutChoice =
  { readonly kind: 'demo' } | { readonly kind: 'stripe' } | { readonly kind: 'shopify'; readonly shop: string };

export type CheckoutChoices = {
  /** For every channel that is not named. */
  readonly standard: CheckoutChoice;
  /** By what the channel's owner signs in as: the channel's own handle is theirs to change, and can then be somebody else's. */
  readonly channels: ReadonlyMap<string, CheckoutChoice>;
};

type Options = CheckoutChoices & {
  readonly demo: Checkout;
  /** Null where the server has no key for it. */
  readonly stripe: Checkout | null;
};

type Asked = {
  /** What the channel's owner signs in as. */
  readonly owner: string;
  /** The product's page in a shop; null for none. */
  readonly link: string | null;
  /** Where its buyer went before; null for the first time. */
  readonly payKind: PayKind | null;
};

/** Which of the providers a hold is paid at. */
export class Checkouts {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * A product with a link is sold where that leads: in the channel's shop at Shopify as a cart, where the link names a variant,
   * else on its page. Everything else is paid at the channel's provider. Whoever went somewhere goes there again.
   * `checkout.not-set-up`.
   */
  for({ owner, link, payKind }: Asked): Result<Checkout> {
    const kind = payKind ?? this.#kindFor(owner, link);
    const checkout = kind && this.ofKind(kind, owner);
    return checkout ? ok(checkout) : refuse('checkout.not-set-up');
  }

  /** The provider that has checkouts that have to be expired; null for one that has none, or that the server has no key for. */
  sessionsOf(kind: PayKind): Checkout | null {
    return kind === 'stripe' ? this.#options.stripe : null;
  }

  /** Null for a provider that this channel does not have any more. */
  ofKind(kind: PayKind, owner: string): Checkout | null {
    switch (kind) {
      case 'demo':
        return this.#options.demo;
      case 'stripe':
        return this.#options.stripe;
      case 'link':
        return productLink;
      case 'shopify': {
        const choice = this.#choiceOf(owner);
        return choice.kind === 'shopify' ? shopifyCart(choice.shop) : null;
      }
    }
  }

  #kindFor(owner: string, link: string | null): PayKind | null {
    const { kind } = this.#choiceOf(owner);
    if (link !== null) return kind === 'shopify' && shopVariantOf(link) !== null ? 'shopify' : 'link';
    return kind === 'shopify' ? null : kind;
  }

  #choiceOf(owner: string): CheckoutChoice {
    const { channels, standard } = this.#options;
    return channels.get(owner) ?? standard;
  }
}
