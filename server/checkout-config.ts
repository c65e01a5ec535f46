import * as v from 'valibot';
import type { CheckoutChoice } from './checkout/choices.ts';
import type { CheckoutSettings } from './checkout/open.ts';
import { OperatorError } from './operator-error.ts';
import { read, type Env } from './read-env.ts';

/** `stripe`, or `tea=shopify:tea-house`: of one channel, by what its owner signs in as. */
const CHOICE =
  /^(?:(?<owner>[a-z0-9][a-z0-9_-]*)\s*=\s*)?(?:(?<kind>demo|stripe)|shopify:(?<shop>[a-z0-9][a-z0-9-]{0,60})(?:\.myshopify\.com)?)$/;

type Named = { readonly owner: string | null; readonly choice: CheckoutChoice };

const readChoice = (part: string): Named | null => {
  const { owner = null, kind, shop } = CHOICE.exec(part.trim().toLowerCase())?.groups ?? {};
  if (shop !== undefined) return { owner, choice: { kind: 'shopify', shop } };
  return kind === 'demo' || kind === 'stripe' ? { owner, choice: { kind } } : null;
};

const choices = {
  schema: v.pipe(
    v.string(),
    v.transform((value) => value.split(',').map(readChoice)),
    v.array(v.custom<Named>((named) => named !== null)),
    v.check((named) => new Set(named.map(({ owner }) => owner)).size === named.length, 'each channel once'),
  ),
  expects:
    '"demo", "stripe" or "shopify:YOUR-SHOP", and the same for single channels like "tea=stripe", separated by commas',
};

/** `whsec_…` and `sk_…` are longer; whatever is shorter was cut off on its way. ASVS 5.0 11.2.3. */
const MIN_SECRET_LENGTH = 16;
const secret = (prefix: RegExp, example: string) => ({
  schema: v.pipe(v.string(), v.trim(), v.minLength(MIN_SECRET_LENGTH), v.regex(prefix)),
  expects: `a secret that begins with ${example}`,
});
const secretKey = secret(/^(?:sk|rk)_/, '"sk_" or "rk_"');
const webhookSecret = secret(/^whsec_/, '"whsec_"');

/** The key goes there: over HTTPS, or to this machine itself. */
const apiBase = {
  schema: v.pipe(
    v.string(),
    v.regex(/^(?:https:\/\/[^/\s]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?)$/),
  ),
  expects: 'an "https://" address without a path',
};
const STRIPE_API = 'https://api.stripe.com';

/** Where buyers pay, by `env`. Throws OperatorError. */
export const readCheckout = (env: Env): CheckoutSettings => {
  const named = read(env, 'CHECKOUT', choices) ?? [];
  const standard = named.find(({ owner }) => owner === null)?.choice ?? { kind: 'demo' as const };
  const channels = new Map(named.flatMap(({ owner, choice }) => (owner === null ? [] : [[owner, choice] as const])));
  const stripe = readStripe(env);
  if (stripe === null && named.some(({ choice }) => choice.kind === 'stripe')) {
    throw new OperatorError('CHECKOUT has "stripe", but STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are not set.');
  }
  return { standard, channels, stripe };
};

const readStripe = (env: Env): CheckoutSettings['stripe'] => {
  const key = readSecret(env, 'STRIPE_SECRET_KEY', secretKey);
  const signer = readSecret(env, 'STRIPE_WEBHOOK_SECRET', webhookSecret);
  if (key === null && signer === null) return null;
  if (key === null) throw new OperatorError('STRIPE_WEBHOOK_SECRET is set, but STRIPE_SECRET_KEY is not.');
  if (signer === null) throw new OperatorError('STRIPE_SECRET_KEY is set, but STRIPE_WEBHOOK_SECRET is not.');
  return { secretKey: key, webhookSecret: signer, apiBase: read(env, 'STRIPE_API_BASE', apiBase) ?? STRIPE_API };
};

/** What is wrong with a secret is said without the secret. */
const readSecret = (env: Env, name: string, { schema, expects }: ReturnType<typeof secret>): string | null => {
  const value = env[name];
  if (value === undefined || value === '') return null;
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new OperatorError(`${name} must be ${expects}.`);
};
