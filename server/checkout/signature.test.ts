import { describe, expect, it } from 'vitest';
import { checkSignature, signMessage } from './signature.ts';

const AT_MS = 1_700_000_000_000;
const body = '{"type":"checkout.session.completed"}';
const forged = { ok: false, error: { code: 'webhook.forged' } };
const check = (signature: string | undefined, over: { readonly body?: string; readonly atMs?: number } = {}) =>
  checkSignature('secret', { body: over.body ?? body, signature }, over.atMs ?? AT_MS);

describe('a signed message', () => {
  const signature = signMessage('secret', body, AT_MS);

  it('is known by the secret that both ends have', () => {
    expect(check(signature)).toEqual({ ok: true, value: null });
    expect(check(signMessage('other', body, AT_MS))).toEqual(forged);
    expect(check(signature, { body: `${body} ` })).toEqual(forged);
  });

  it('is as Stripe signs it', () => {
    // By `openssl dgst -sha256 -hmac secret` of `1700000000.` and the body.
    expect(signature).toBe('t=1700000000,v1=85e05382e0e37ddc2df77259a833bde45c14d7f9593fd4fb91803dcf9f159421');
    expect(check(`t=1700000000,v1=${'0'.repeat(64)},${signature.split(',')[1] ?? ''},v0=x`)).toMatchObject({
      ok: true,
    });
  });

  it('is good for five minutes, before and after', () => {
    expect(check(signature, { atMs: AT_MS + 300_000 })).toMatchObject({ ok: true });
    expect(check(signature, { atMs: AT_MS + 301_000 })).toEqual(forged);
    expect(check(signature, { atMs: AT_MS - 301_000 })).toEqual(forged);
  });

  it.each([undefined, '', 't=,v1=', 'v1=00', 't=1e400,v1=00', 't=1700000000', 't=1700000000,v1=zz'])(
    'is not %s',
    (nonsense) => {
      expect(check(nonsense)).toEqual(forged);
    },
  );
});
