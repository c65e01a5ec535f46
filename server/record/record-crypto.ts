import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';
import type { Sha256 } from '../../shared/record/show-record.ts';

export const sha256: Sha256 = async (text) => createHash('sha256').update(text).digest('hex');

type Signed = { readonly publicKey: string; readonly text: string; readonly signature: string };

/** Ed25519; key and signature as a record has them. False for a key that is none, too. */
export const verifySigned = async ({ publicKey, text, signature }: Signed): Promise<boolean> => {
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } });
  return verifySignature(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
};
