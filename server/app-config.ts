import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import type { AppDeps, TlsIdentity } from './app.ts';
import type { Config } from './config.ts';
import { DEFAULT_HTTP_LIMITS } from './http/config.ts';
import { OperatorError } from './operator-error.ts';
import { DEFAULT_LIMITS } from './signaling/limits.ts';
import { selfMadeIdentity } from './tls/self-made.ts';

const PAGES_DIR = path.join(import.meta.dirname, '../dist');

/** The app's own settings, from the server's. */
export const makeAppConfig = (config: Config, tls: TlsIdentity | null): AppDeps['config'] => {
  const { publicOrigin, hostNames, sessionHoldMs, maxViewersPerShow } = config;
  const isHttps = publicOrigin === null ? tls !== null : publicOrigin.startsWith('https:');
  return {
    listen: config.listen,
    tls,
    http: {
      pagesDir: PAGES_DIR,
      publicOrigin,
      origins:
        publicOrigin === null ? { kind: 'own-hosts', names: hostNames } : { kind: 'listed', origins: [publicOrigin] },
      transport: isHttps ? 'https' : 'http',
      trustedProxies: config.trustedProxies,
      embedOrigins: config.embedOrigins,
      limits: DEFAULT_HTTP_LIMITS,
    },
    signUp: config.signUp,
    checkout: config.checkout,
    limits: {
      ...DEFAULT_LIMITS,
      holdMs: sessionHoldMs,
      maxViewersPerShow,
      // One full show leaves as many sockets for its host and for the other shows.
      maxSockets: Math.max(DEFAULT_LIMITS.maxSockets, 2 * maxViewersPerShow),
    },
  };
};

type TlsOptions = { readonly addresses: readonly string[]; readonly atMs: number };

/** The certificate that the settings ask for; null for plain HTTP. Throws OperatorError for files that cannot be used. */
export const openTls = async ({ tls, dataDir }: Config, options: TlsOptions): Promise<TlsIdentity | null> => {
  if (tls.kind === 'none') return null;
  if (tls.kind === 'self-made') return selfMadeIdentity({ dataDir, ...options });
  const identity = { cert: readPem('TLS_CERT_FILE', tls.certFile), key: readPem('TLS_KEY_FILE', tls.keyFile) };
  try {
    createSecureContext(identity);
  } catch (cause) {
    throw new OperatorError(
      `TLS_CERT_FILE "${tls.certFile}" and TLS_KEY_FILE "${tls.keyFile}" are not a certificate and its unencrypted key, both PEM.`,
      { cause },
    );
  }
  return identity;
};

const readPem = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new OperatorError(`${setting} is "${file}", which cannot be read.`, { cause });
  }
};
