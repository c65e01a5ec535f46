import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Scope } from '../shared/lifetime.ts';
import { createApp, type App } from './app.ts';
import { makeAppConfig, openTls } from './app-config.ts';
import { argon2Hasher } from './auth/argon2-hasher.ts';
import { cryptoRandom } from './auth/crypto-random.ts';
import { describeConfig, readConfig, resolveSecretFiles, type Config } from './config.ts';
import { fillWithDemo, requireEmpty } from './demo/fill.ts';
import { greeting } from './greeting.ts';
import { lanAddresses, thisMachine } from './machine.ts';
import { openLog } from './observe/log.ts';
import { collectFigures, makeMetrics, type Metrics } from './observe/metrics.ts';
import { openMetricsServer } from './observe/metrics-server.ts';
import { explainListenError, OperatorError, sentenceOf } from './operator-error.ts';
import { openRecordKey } from './record/record-key.ts';
import { openOutside } from './pictures/outside.ts';
import { openPushLine } from './push/line.ts';
import { checkRtcPorts } from './rtc-ports.ts';
import { openMediasoupPlane } from './sfu/mediasoup/plane.ts';
import { ASK_WORKERS_EVERY_MS } from './sfu/mediasoup/settings.ts';
import { openSqliteStore } from './store/sqlite/open.ts';

/** The media workers' sockets are for everybody whom an offer names: whom they answer is decided by ICE and DTLS. */
const RTC_LISTEN_IP = '0.0.0.0';
const METRICS_HOST = '127.0.0.1';
/** Time for pages to be told goodbye before their sockets are cut. */
const GOODBYE_MS = 250;
const CLOSE_LIMIT_MS = 5_000;

const clock = (): number => Date.now();

const start = async (config: Config, scope: Scope): Promise<App> => {
  const log = openLog(config.logLevel);
  log.info(describeConfig(config), 'starting');
  const store = scope.use(openSqliteStore({ dataDir: config.dataDir }));
  if (config.demo === 'fill') requireEmpty(store.records, config.dataDir);
  const addresses = lanAddresses();
  const tls = await openTls(config, { addresses, atMs: clock() });
  const { workerBin, workers, port: rtcPort, announcedAddresses, iceServers } = config.rtc;
  await checkRtcPorts(RTC_LISTEN_IP, rtcPort, workers);
  const settings = {
    workerBin,
    workers,
    listenIp: RTC_LISTEN_IP,
    announcedAddresses,
    rtcPort,
    iceServers,
    askWorkersEveryMs: ASK_WORKERS_EVERY_MS,
  };
  const plane = await openMediasoupPlane({ settings, log }, scope).catch((cause: unknown) => {
    throw new OperatorError(
      `The media worker ${workerBin} does not start; "npm start" finds or builds one that does.`,
      { cause },
    );
  });
  const metrics = makeMetrics();
  collectFigures(metrics, plane);
  await serveMetrics(metrics, config.metricsPort, scope);

  const deps = {
    config: makeAppConfig(config, tls),
    store,
    plane,
    hasher: argon2Hasher,
    recordKey: openRecordKey({ dataDir: config.dataDir }),
    outside: config.fetchPictures === 'on' ? openOutside() : null,
    pushLine: config.push && { line: openPushLine(config.push), publicKey: config.push.publicKey },
    clock,
    random: cryptoRandom,
    log,
    metrics,
  };
  const app = await createApp(deps, scope).catch((error: unknown) => {
    throw explainListenError(error, 'PORT', config.listen);
  });
  const { records } = store;
  const demo = config.demo === 'fill' ? await fillWithDemo({ ...app, records, random: cryptoRandom }) : null;
  process.stdout.write(greeting({ config, port: app.port, isHttps: tls !== null, addresses, demo }));
  return app;
};

const serveMetrics = async (metrics: Metrics, port: number | null, scope: Scope): Promise<void> => {
  if (port === null) return;
  const address = { host: METRICS_HOST, port };
  await openMetricsServer(metrics, address, scope).catch((error: unknown) => {
    throw explainListenError(error, 'METRICS_PORT', address);
  });
};

/** A terminal and systemd signal every process of the group, and `npm start` passes its own on: one wish, told twice. */
const ECHO_MS = 1_000;
const ENDING_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** The first signal drains and closes; a later one means now. */
const closeOnSignals = (app: App, scope: Scope): void => {
  let stoppingSinceMs: number | null = null;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    app.drain();
    await delay(GOODBYE_MS);
    await Promise.race([scope.close(signal), delay(CLOSE_LIMIT_MS, undefined, { ref: false })]);
    process.exit(0);
  };
  for (const signal of ENDING_SIGNALS) {
    process.on(signal, () => {
      if (stoppingSinceMs === null) {
        stoppingSinceMs = performance.now();
        void stop(signal);
      } else if (performance.now() - stoppingSinceMs > ECHO_MS) process.exit(1);
    });
  }
};

const scope = new Scope((error) => process.stderr.write(`While closing: ${String(error)}\n`));
try {
  const env = resolveSecretFiles(process.env, (file) => readFileSync(file, 'utf8'));
  const config = readConfig(env, process.argv.slice(2), thisMachine());
  closeOnSignals(await start(config, scope), scope);
} catch (error) {
  const sentence = sentenceOf(error);
  process.stderr.write(`${sentence ?? (error instanceof Error ? error.stack : String(error))}\n`);
  await scope.close('cannot start');
  process.exit(1);
}
