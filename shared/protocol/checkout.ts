import * as v from 'valibot';

/** The page of the demo provider; its checkout is in the fragment. */
export const DEMO_PAY_PATH = '/pay';

/** What the demo provider does: everything that real ones do. */
export const DEMO_OUTCOMES = ['paid', 'declined', 'late', 'twice', 'silent'] as const;
export const DemoOutcome = v.picklist(DEMO_OUTCOMES);
export type DemoOutcome = v.InferOutput<typeof DemoOutcome>;

export const CheckoutToken = v.pipe(v.string(), v.maxLength(200));
