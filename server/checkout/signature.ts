import { createHmac, timingSafeEqual } from 'node:crypto';
import { ok, refuse, type Result } from '../../shared/result.ts';

/** A message that is older than this is a replay, or comes from a clock that nobody should trust. */
const TOLERANCE_SECONDS = 300;

const macOf = (secret: string, seconds: number, body: string): Buffer =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest();

/**
 * What a provider sends along with `body`, in the shape of Stripe's signatures: `t=<seconds>,v1=<HMAC-SHA256 in hex>`.
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export const signMessage = (secret: string, body: string, atMs: number): string => {
  const seconds = Math.floor(atMs / 1_000);
  return `t=${seconds},v1=${macOf(secret, seconds, body).toString('hex')}`;
};

/** `webhook.forged` for a signature that is missing, wrong or too old. Of several `v1` (a key that is being changed) one is enough. */
export const checkSignature = (
  secret: string,
  message: { readonly body: string; readonly signature: string | undefined },
  atMs: number,
): Result<null> => {
  const parts = (message.signature ?? '').split(',').map((part) => part.trim().split('=', 2));
  const seconds = Number(parts.find(([name]) => name === 't')?.[1]);
  if (!Number.isSafeInteger(seconds) || Math.abs(atMs / 1_000 - seconds) > TOLERANCE_SECONDS) {
    return refuse('webhook.forged');
  }
  const expected = macOf(secret, seconds, message.body);
  const isSigned = parts.some(([name, value]) => name === 'v1' && isSame(expected, Buffer.from(value ?? '', 'hex')));
  return isSigned ? ok(null) : refuse('webhook.forged');
};

const isSame = (expected: Buffer, given: Buffer): boolean =>
  given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
