import { isIPv4, isIPv6 } from 'node:net';
import path from 'node:path';
import * as v from 'valibot';
import type { LogFields } from '../shared/log.ts';
import type { IceServer } from '../shared/protocol/rtp.ts';
import { LOG_LEVELS, type LogLevel } from './observe/log.ts';
import { readCheckout } from './checkout-config.ts';
import type { CheckoutSettings } from './checkout/open.ts';
import { OperatorError } from './operator-error.ts';
import { oneOf, read, text, wholeNumber, type Env } from './read-env.ts';

/** The server's settings, checked. Units are in the names. */
export type Config = {
  readonly listen: { readonly host: string; readonly port: number };
  readonly dataDir: string;
  /** Where people reach the server, when it is told; its origin is then the only one that pages may have. */
  readonly publicOrigin: string | null;
  /** Names, besides localhost, that pages may be opened at while no public origin is told. Lower case. */
  readonly hostNames: readonly string[];
  readonly tls: { readonly kind: 'none' } | { readonly kind: 'self-made' } | ({ readonly kind: 'files' } & TlsFiles);
  readonly rtc: RtcConfig;
  readonly trustedProxies: number;
  readonly signUp: 'first-only' | 'open';
  /** Null: no metrics. */
  readonly metricsPort: number | null;
  readonly logLevel: LogLevel;
  readonly sessionHoldMs: number;
  readonly maxViewersPerShow: number;
  /** Shops whose pages may have a show in a frame, as origins. */
  readonly embedOrigins: readonly string[];
  /** Whether an owner can have pictures of other sites fetched, which is all that this server ever asks others for. */
  readonly fetchPictures: 'on' | 'off';
  /** What push services know this server by; null: it sends no reminders. */
  readonly push: PushConfig | null;
  /** Where buyers pay. */
  readonly checkout: CheckoutSettings;
  readonly demo: 'fill' | 'no';
};

export type TlsFiles = { readonly certFile: string; readonly keyFile: string };

type RtcConfig = {
  readonly workerBin: string;
  readonly workers: number;
  /** Worker n listens on `port + n`, UDP and TCP. */
  readonly port: number;
  readonly announcedAddresses: readonly [string, ...string[]];
  readonly iceServers: readonly IceServer[];
};

type PushConfig = { readonly publicKey: string; readonly privateKey: string; readonly subject: string };

/** What the settings' defaults depend on. */
export type Machine = {
  /** The first IPv4 address that other machines can reach, or null on a machine without a network. */
  readonly lanAddress: string | null;
  /** What other machines of its network may call it, lower case. */
  readonly hostNames: readonly string[];
  readonly cores: number;
  readonly isTerminal: boolean;
};

const LOOPBACK = '127.0.0.1';
const ANY_ADDRESS = '0.0.0.0';
const MAX_PORT = 65_535;

/** An offer to a page names no more of each (`shared/protocol/rtp.ts`): a page refuses the whole offer otherwise. */
const MAX_LISTED = 8;
const listOf = (isOne: (part: string) => boolean, expects: string) => ({
  schema: v.pipe(
    v.string(),
    v.transform((value) => value.split(',').map((part) => part.trim())),
    v.array(v.pipe(v.string(), v.check(isOne))),
    v.maxLength(MAX_LISTED),
  ),
  expects: `up to ${MAX_LISTED} ${expects}, separated by commas`,
});
const HOST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;
const UNSPECIFIED: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
const isHostName = (part: string): boolean => HOST_NAME.test(part) && (isIPv4(part) || !/^[\d.]+$/.test(part));
const addresses = listOf(
  (part) => (isIPv6(part) || isHostName(part)) && !UNSPECIFIED.has(part),
  'IP addresses or host names without a port',
);
/** What `RTCPeerConnection` takes; anything else would make it throw on every page. RFC 7065. */
const TURN_URL = /^turns?:(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::\d{1,5})?(?:\?transport=(?:udp|tcp))?$/;
const turnUrls = listOf((part) => TURN_URL.test(part), '"turn:" or "turns:" addresses');
const isOrigin = (part: string): boolean =>
  URL.canParse(part) && /^https?:/.test(part) && new URL(part).origin === part;
const origins = listOf(isOrigin, 'origins like "https://shop.example.org", without a path');
const webAddress = {
  schema: v.pipe(
    v.string(),
    v.url(),
    v.regex(/^https?:\/\//),
    v.transform((value) => new URL(value)),
    v.check((url) => url.pathname === '/' && url.search === '' && url.hash === '', 'an origin only'),
  ),
  expects: 'an address like "https://live.example.org", without a path',
};

const FLAGS = ['--lan', '--demo'];

/** The settings of `env` and of what was typed after `npm start --`. Throws OperatorError. */
export const readConfig = (env: Env, args: readonly string[], machine: Machine): Config => {
  const unknown = args.find((argument) => !FLAGS.includes(argument));
  if (unknown !== undefined) throw new OperatorError(`"${unknown}" is not known; there are ${FLAGS.join(' and ')}.`);
  const isLan = args.includes('--lan');
  const publicUrl = read(env, 'PUBLIC_URL', webAddress);
  const tls = readTls(env, isLan);
  // Whoever comes first to a new server owns it, so it is open to others only when somebody asked for that.
  const isShared = isLan || tls.kind === 'files' || (publicUrl !== null && !isLoopback(publicUrl.hostname));
  const host = read(env, 'HOST', text) ?? (isShared ? ANY_ADDRESS : LOOPBACK);
  const checkout = readCheckout(env);
  if (usesStripe(checkout) && publicUrl === null && !isLoopback(host)) {
    throw new OperatorError(
      'CHECKOUT has "stripe": set PUBLIC_URL to the address that people open, where Stripe sends them back to.',
    );
  }
  return {
    listen: { host, port: read(env, 'PORT', wholeNumber(0, MAX_PORT)) ?? 3_000 },
    dataDir: path.resolve(read(env, 'DATA_DIR', text) ?? 'data'),
    publicOrigin: publicUrl?.origin ?? null,
    hostNames: [...machine.hostNames, host.toLowerCase()],
    tls,
    rtc: readRtc(env, machine, isShared ? 'shared' : 'local'),
    trustedProxies: read(env, 'TRUST_PROXY', wholeNumber(0, 10)) ?? 0,
    signUp: read(env, 'SIGN_UP', oneOf(['first-only', 'open'])) ?? 'first-only',
    metricsPort: read(env, 'METRICS_PORT', wholeNumber(1, MAX_PORT)),
    logLevel: read(env, 'LOG_LEVEL', oneOf(LOG_LEVELS)) ?? (machine.isTerminal ? 'warn' : 'info'),
    sessionHoldMs: (read(env, 'SESSION_HOLD_SECONDS', wholeNumber(1, 600)) ?? 30) * 1_000,
    maxViewersPerShow: read(env, 'MAX_VIEWERS', wholeNumber(1, 10_000)) ?? 5_000,
    embedOrigins: read(env, 'EMBED_ORIGINS', origins) ?? [],
    fetchPictures: read(env, 'FETCH_PICTURES', oneOf(['on', 'off'])) ?? 'on',
    push: readPush(env),
    checkout,
    demo: args.includes('--demo') ? 'fill' : 'no',
  };
};

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');

const usesStripe = ({ standard, channels }: CheckoutSettings): boolean =>
  [standard, ...channels.values()].some(({ kind }) => kind === 'stripe');

const readTls = (env: Env, isLan: boolean): Config['tls'] => {
  const certFile = read(env, 'TLS_CERT_FILE', text);
  const keyFile = read(env, 'TLS_KEY_FILE', text);
  if (certFile !== null && keyFile !== null) return { kind: 'files', certFile, keyFile };
  if (certFile !== null) throw new OperatorError('TLS_CERT_FILE is set, but TLS_KEY_FILE is not.');
  if (keyFile !== null) throw new OperatorError('TLS_KEY_FILE is set, but TLS_CERT_FILE is not.');
  return { kind: isLan ? 'self-made' : 'none' };
};

/** Whether other machines' pages come to this server. */
type Reach = 'shared' | 'local';

const readRtc = (env: Env, machine: Machine, reach: Reach): RtcConfig => {
  const workerBin = read(env, 'MEDIASOUP_WORKER_BIN', text);
  if (workerBin === null) {
    throw new OperatorError('MEDIASOUP_WORKER_BIN is not set; "npm start" finds the media worker and sets it.');
  }
  const workers = read(env, 'RTC_WORKERS', wholeNumber(1, 64)) ?? machine.cores;
  const port = read(env, 'RTC_PORT', wholeNumber(1_024, MAX_PORT)) ?? 40_000;
  if (port + workers - 1 > MAX_PORT) {
    throw new OperatorError(`RTC_PORT is ${port}, but ${workers} media workers need as many ports from there on.`);
  }
  const iceServers = readTurn(env);
  return { workerBin, workers, port, announcedAddresses: readAnnounced(env, machine, reach), iceServers };
};

/**
 * The network's address serves pages of this machine too, and Firefox never connects to a loopback address. A server for this
 * machine alone announces loopback besides it, for a laptop that changes its network meanwhile.
 */
const readAnnounced = (env: Env, { lanAddress }: Machine, reach: Reach): readonly [string, ...string[]] => {
  const [first, ...others] = read(env, 'ANNOUNCED_ADDRESS', addresses) ?? [];
  if (first !== undefined) return [first, ...others];
  if (lanAddress === null) return [LOOPBACK];
  return reach === 'local' ? [lanAddress, LOOPBACK] : [lanAddress];
};

const readTurn = (env: Env): readonly IceServer[] => {
  const urls = read(env, 'TURN_URLS', turnUrls);
  if (urls === null) return [];
  const username = read(env, 'TURN_USERNAME', text);
  const credential = read(env, 'TURN_CREDENTIAL', text);
  if (username === null || credential === null) {
    throw new OperatorError('TURN_URLS is set, but TURN_USERNAME or TURN_CREDENTIAL (or TURN_CREDENTIAL_FILE) is not.');
  }
  return [{ urls, username, credential }];
};

/** An uncompressed point of P-256, and a number below its order: 65 and 32 octets of base64url. RFC 8292 2. */
const publicKey = { schema: v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/)), expects: 'a public VAPID key' };
const PrivateKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const subject = {
  schema: v.pipe(v.string(), v.regex(/^(?:mailto:[^@\s]+@[^@\s]+|https:\/\/\S+)$/)),
  expects: '"mailto:" and an address, or an https address',
};

const readPush = (env: Env): PushConfig | null => {
  const keys = { publicKey: read(env, 'VAPID_PUBLIC_KEY', publicKey), subject: read(env, 'VAPID_SUBJECT', subject) };
  if (keys.publicKey === null && keys.subject === null && !env['VAPID_PRIVATE_KEY']) return null;
  // A wrong one is not repeated.
  const secret = v.safeParse(PrivateKey, env['VAPID_PRIVATE_KEY']);
  if (!secret.success || keys.publicKey === null || keys.subject === null) {
    throw new OperatorError(
      'Reminders need all of VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY (or VAPID_PRIVATE_KEY_FILE) and VAPID_SUBJECT; "npx web-push generate-vapid-keys" makes the keys.',
    );
  }
  return { publicKey: keys.publicKey, privateKey: secret.output, subject: keys.subject };
};

const SECRETS = ['TURN_CREDENTIAL', 'VAPID_PRIVATE_KEY', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'];

/** The variables whose values may come from files named by `…_FILE`, so that they are in no process list and no compose file. */
export const resolveSecretFiles = (env: Env, readFile: (file: string) => string): Env => {
  const resolved: Record<string, string | undefined> = { ...env };
  for (const name of SECRETS) {
    const file = env[`${name}_FILE`];
    if (file === undefined || file === '') continue;
    try {
      resolved[name] = readFile(file).trim();
    } catch (cause) {
      throw new OperatorError(`${name}_FILE is "${file}", which cannot be read.`, { cause });
    }
    if (resolved[name] === '') throw new OperatorError(`${name}_FILE is "${file}", which is empty.`);
  }
  return resolved;
};

/** The settings as a log line: no secret is in it. */
export const describeConfig = (config: Config): LogFields => ({
  host: config.listen.host,
  port: config.listen.port,
  dataDir: config.dataDir,
  publicOrigin: config.publicOrigin,
  hostNames: config.hostNames.join(),
  tls: config.tls.kind,
  rtcPort: config.rtc.port,
  rtcWorkers: config.rtc.workers,
  announcedAddresses: config.rtc.announcedAddresses.join(),
  turnServers: config.rtc.iceServers.length,
  trustedProxies: config.trustedProxies,
  signUp: config.signUp,
  metricsPort: config.metricsPort,
  sessionHoldMs: config.sessionHoldMs,
  maxViewersPerShow: config.maxViewersPerShow,
  embedOrigins: config.embedOrigins.join(),
  reminders: config.push !== null,
  fetchPictures: config.fetchPictures,
  checkout: config.checkout.standard.kind,
  checkoutsOfChannels: config.checkout.channels.size,
});
