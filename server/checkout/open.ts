import type { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { makeToken } from '../auth/token.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Records } from '../store/port.ts';
import { Checkouts, type CheckoutChoices } from './choices.ts';
import { DemoProvider } from './demo-provider.ts';
import { HandOff } from './hand-off.ts';
import { StripeApi, type StripeSettings } from './stripe/api.ts';
import { StripeProvider } from './stripe/provider.ts';
import { makeWebhook, type Webhook } from './webhook.ts';

export type CheckoutSettings = CheckoutChoices & {
  /** Null: this server has no key for it. */
  readonly stripe: (StripeSettings & { readonly webhookSecret: string }) | null;
};

type Deps = {
  readonly settings: CheckoutSettings;
  readonly shows: ShowRegistry;
  readonly records: Records;
  /** Where pages of this server are. */
  readonly origin: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

export type OpenCheckouts = {
  readonly demo: DemoProvider;
  readonly stripeWebhook: Webhook | null;
  readonly handOff: HandOff;
};

/** Everything that takes money for shows. The demo provider's keys are of this start: a checkout of before is asked for again. */
export const openCheckouts = (deps: Deps, scope: Scope): OpenCheckouts => {
  const { settings, shows, records, origin, clock, log } = deps;
  const secret = makeToken();
  const hearing = { shows, events: records, clock, log };
  const webhook = makeWebhook({ ...hearing, secret });
  const demo = scope.use(new DemoProvider({ key: makeToken(), secret, webhook, clock, log }));
  const { stripe: keys, ...choices } = settings;
  const stripe = keys && new StripeProvider({ api: new StripeApi({ ...keys, log }), origin });
  const checkouts = new Checkouts({ ...choices, demo, stripe });
  const handOff = scope.use(new HandOff({ shows, checkouts, records, signal: scope.signal, clock, log }));
  const stripeWebhook = keys && makeWebhook({ ...hearing, secret: keys.webhookSecret });
  return { demo, stripeWebhook, handOff };
};
