import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { PublicKey } from '../../shared/record/show-record.ts';
import { OperatorError } from '../operator-error.ts';

/** What the records of this server's shows are signed with. */
export type RecordKey = {
  /** As records have it. */
  readonly publicKey: string;
  /** Ed25519 over the text in UTF-8, base64url. */
  sign(text: string): string;
};

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/**
 * The key in the data folder, which is made at the first start. A damaged one is not replaced: whoever was told the server's key
 * would take every later record for a forgery. Throws OperatorError for it.
 */
export const openRecordKey = ({ dataDir }: { readonly dataDir: string }): RecordKey => {
  const folder = path.join(dataDir, 'record');
  const file = path.join(folder, 'key.pem');
  const kept = readIfThere(file);
  if (kept !== null) return recordKeyOf(parseKey(kept, file));
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  // Whole or not at all, also when the power is cut.
  const draft = `${file}.new`;
  writeFileSync(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: PRIVATE_FILE, flush: true });
  renameSync(draft, file);
  return recordKeyOf(privateKey);
};

const Jwk = v.object({ crv: v.literal('Ed25519'), x: PublicKey });

export const recordKeyOf = (privateKey: KeyObject): RecordKey => ({
  publicKey: v.parse(Jwk, createPublicKey(privateKey).export({ format: 'jwk' })).x,
  sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
});

const parseKey = (pem: string, file: string): KeyObject => {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (cause) {
    throw damaged(file, { cause });
  }
  throw damaged(file);
};

const damaged = (file: string, options?: ErrorOptions): OperatorError =>
  new OperatorError(
    `The key that shows' records are signed with cannot be read (${file}). Bring it back from a backup, or move it away for a new one.`,
    options,
  );

const readIfThere = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};
