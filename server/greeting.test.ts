import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ShowAddress } from '../shared/ids.ts';
import { readConfig } from './config.ts';
import { greeting } from './greeting.ts';

const MACHINE = { lanAddress: '192.168.1.20', hostNames: [], cores: 2, isTerminal: true };
const DEMO = { handle: 'demo', password: 'one-two-three', show: { address: v.parse(ShowAddress, 'honey') } };

const rowsOf = (env: Readonly<Record<string, string>>, args: readonly string[] = []): string[] => {
  const config = readConfig({ MEDIASOUP_WORKER_BIN: '/opt/worker', ...env }, args, MACHINE);
  const isHttps = config.tls.kind !== 'none';
  const addresses = ['192.168.1.20', '10.0.0.5'];
  return greeting({ config, port: 3_000, isHttps, addresses, demo: DEMO })
    .split('\n')
    .map((line) => line.trim().replace(/ {2,}/, ': '));
};

it('names this machine alone when the server is for it alone', () => {
  const rows = rowsOf({});
  expect(rows).toContain('Studio: http://localhost:3000/studio');
  expect(rows).toContain('Watch page: http://localhost:3000/watch/honey');
  expect(rows.join()).not.toContain('192.168.1.20');
});

it('names the network’s addresses with --lan, and one that a phone can open as the watch page', () => {
  const rows = rowsOf({}, ['--lan']);
  expect(rows).toContain('Studio: https://localhost:3000/studio');
  expect(rows).toContain('On this network: https://192.168.1.20:3000');
  expect(rows).toContain('On this network: https://10.0.0.5:3000');
  expect(rows).toContain('Watch page: https://192.168.1.20:3000/watch/honey');
});

it('names the public address where there is one', () => {
  const rows = rowsOf({ PUBLIC_URL: 'https://live.example.org' });
  expect(rows).toContain('Studio: https://live.example.org/studio');
  expect(rows).toContain('Watch page: https://live.example.org/watch/honey');
});
