import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { freePort } from './sfu/testing/free-port.ts';
import { workerPath } from './sfu/testing/worker-path.ts';

const MAIN = path.join(import.meta.dirname, 'main.ts');
const START_LIMIT_MS = 20_000;

/** The server as a process of its own, as `npm start` runs it. */
class Server {
  readonly #child: ChildProcess;
  #printed = '';
  #complained = '';

  constructor(env: Readonly<Record<string, string>>, args: readonly string[]) {
    this.#child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (data: Buffer) => (this.#printed += data.toString()));
    this.#child.stderr?.on('data', (data: Buffer) => (this.#complained += data.toString()));
  }

  get printed(): string {
    return this.#printed;
  }

  get complained(): string {
    return this.#complained;
  }

  async started(): Promise<this> {
    await vi.waitFor(() => expect(this.#printed + this.#complained).toContain('Tally is running'), START_LIMIT_MS);
    return this;
  }

  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  kill(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    return this.ended();
  }
}

describe('the server as a process', () => {
  let dataDir: string;
  let env: Readonly<Record<string, string>>;
  const servers: Server[] = [];
  const run = (more: Readonly<Record<string, string>> = {}, args: readonly string[] = []): Server => {
    const server = new Server({ ...env, ...more }, args);
    servers.push(server);
    return server;
  };

  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'tally-main-'));
    env = {
      DATA_DIR: dataDir,
      MEDIASOUP_WORKER_BIN: await workerPath(AbortSignal.timeout(START_LIMIT_MS)),
      PORT: String(await freePort()),
      RTC_PORT: String(await freePort()),
      RTC_WORKERS: '1',
    };
  });
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.kill('SIGKILL')));
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('refuses a wrong setting in one sentence', async () => {
    const server = run({ PORT: 'high' });
    expect(await server.ended()).toBe(1);
    expect(server.complained).toBe('PORT is "high", but it must be a whole number from 0 to 65535.\n');
  });

  it('refuses certificate files that are none in one sentence', async () => {
    const file = path.join(dataDir, 'cert.pem');
    writeFileSync(file, 'no certificate');
    const server = run({ TLS_CERT_FILE: file, TLS_KEY_FILE: file });
    expect(await server.ended()).toBe(1);
    expect(server.complained).toBe(
      `TLS_CERT_FILE "${file}" and TLS_KEY_FILE "${file}" are not a certificate and its unencrypted key, both PEM.\n`,
    );
  });

  it('takes the signals that a terminal or systemd sends to a whole group, and npm passes on, for one', async () => {
    const server = await run().started();
    void server.kill('SIGTERM');
    void server.kill('SIGTERM');
    expect(await server.kill('SIGINT')).toBe(0);
  });

  it('refuses a worker that is none in one sentence', async () => {
    const server = run({ MEDIASOUP_WORKER_BIN: '/bin/false' });
    expect(await server.ended()).toBe(1);
    expect(server.complained).toMatch(/^The media worker \/bin\/false does not start; .*\n$/);
  });

  it(
    'fills an empty folder with the demo, keeps it through kill -9, and stops when asked',
    { timeout: 60_000 },
    async () => {
      const watchPage = `http://127.0.0.1:${env['PORT']}/watch/mountain-honey`;
      const first = await run({}, ['--demo']).started();
      expect(first.printed).toContain('/watch/mountain-honey');
      expect(first.printed).toMatch(/handle demo, password \w{4}-\w{4}-\w{4}/);

      const second = run({ RTC_PORT: String(await freePort()) });
      expect(await second.ended()).toBe(1);
      expect(second.complained).toContain('Another Tally server is using this data folder');

      await first.kill('SIGKILL');
      const third = await run().started();
      const visitor = await (await fetch(watchPage.replace('/watch/mountain-honey', '/api/visitor'))).text();
      expect(visitor).toBe('{"state":"signed-out","signUp":"closed"}');

      const busy = run({ DATA_DIR: path.join(dataDir, 'other'), RTC_PORT: String(await freePort()) });
      expect(await busy.ended()).toBe(1);
      expect(busy.complained).toBe(`Port ${env['PORT']} is taken by another program; set PORT to a free one.\n`);

      expect(await third.kill('SIGTERM')).toBe(0);
      const refused = run({}, ['--demo']);
      expect(await refused.ended()).toBe(1);
      expect(refused.complained).toContain('is not empty');
    },
  );
});
