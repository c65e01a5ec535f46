import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'selfsigned';
import type { TlsIdentity } from '../app.ts';

type SelfMadeOptions = {
  readonly dataDir: string;
  /** IPv4 addresses that pages are opened at. */
  readonly addresses: readonly string[];
  /** Epoch milliseconds. */
  readonly atMs: number;
};

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Apple's systems refuse certificates that are valid for longer than 398 days. */
const VALID_DAYS = 397;
const RENEW_BEFORE_MS = 7 * DAY_MS;
const PRIVATE = 0o600;

/**
 * A certificate of our own for the local network, kept in the data folder so that a device that was told to trust it is not
 * asked again; a new one when it lacks an address or is about to end.
 */
export const selfMadeIdentity = async (options: SelfMadeOptions): Promise<TlsIdentity> => {
  const folder = path.join(options.dataDir, 'tls');
  const files = { cert: path.join(folder, 'cert.pem'), key: path.join(folder, 'key.pem') };
  const kept = readKept(files);
  if (kept && serves(kept, options)) return kept;
  const made = await make(options);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(files.key, made.key, { mode: PRIVATE });
  writeFileSync(files.cert, made.cert, { mode: PRIVATE });
  return made;
};

const readKept = (files: { readonly cert: string; readonly key: string }): TlsIdentity | null => {
  const [cert, key] = [files.cert, files.key].map((file) => readIfThere(file));
  return cert && key ? { cert, key } : null;
};

const readIfThere = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};

const serves = (kept: TlsIdentity, { addresses, atMs }: SelfMadeOptions): boolean => {
  const certificate = readPair(kept);
  if (certificate === null) return false;
  const isFresh = Date.parse(certificate.validTo) - atMs > RENEW_BEFORE_MS;
  return isFresh && addresses.every((address) => certificate.checkIP(address) !== undefined);
};

/** Null when a power cut left half a file, or the key of one certificate beside another. */
const readPair = ({ cert, key }: TlsIdentity): X509Certificate | null => {
  try {
    const certificate = new X509Certificate(cert);
    return certificate.checkPrivateKey(createPrivateKey(key)) ? certificate : null;
  } catch (error) {
    // OpenSSL's own complaints have codes; a bug of ours has none.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
};

const make = async ({ addresses, atMs }: SelfMadeOptions): Promise<TlsIdentity> => {
  const altNames = [
    { type: 2 as const, value: 'localhost' },
    ...['127.0.0.1', '::1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
  ];
  const pems = await generate([{ name: 'commonName', value: 'Tally on the local network' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A phone's clock may be behind by a day.
    notBeforeDate: new Date(atMs - DAY_MS),
    notAfterDate: new Date(atMs + (VALID_DAYS - 1) * DAY_MS),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames },
    ],
  });
  return { cert: pems.cert, key: pems.private };
};
