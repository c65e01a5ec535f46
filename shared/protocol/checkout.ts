import * as v from 'valibot';

/** The page of the demo provider; its checkout is in the fragment. */
export const DEMO_PAY_PATH = '/pay';
/** Where Stripe tells what was paid, signed. */
export const STRIPE_WEBHOOK_PATH = '/api/webhooks/stripe';

/** In place of a checkout: somebody comes back from another provider, who paid or who did not. */
export const PAY_DONE = 'done';
export const PAY_LEFT = 'left';

/** What the demo provider does: everything that real ones do. */
export const DEMO_OUTCOMES = ['paid', 'declined', 'late', 'twice', 'less', 'silent'] as const;
export const DemoOutcome = v.picklist(DEMO_OUTCOMES);
export type DemoOutcome = v.InferOutput<typeof DemoOutcome>;

export const CheckoutToken = v.pipe(v.string(), v.maxLength(200));
