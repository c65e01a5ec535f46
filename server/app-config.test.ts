import { expect, it } from 'vitest';
import { makeAppConfig } from './app-config.ts';
import { readConfig } from './config.ts';

const MACHINE = { lanAddress: null, hostNames: [], cores: 2, isTerminal: false };

const limitsWith = (env: Record<string, string>) =>
  makeAppConfig(readConfig({ MEDIASOUP_WORKER_BIN: '/opt/mediasoup-worker', ...env }, [], MACHINE), null).limits;

it('keeps sockets for hosts and for other shows when one show has all the viewers that it may have', () => {
  expect(limitsWith({})).toMatchObject({ maxViewersPerShow: 5_000, maxSockets: 10_000 });
  expect(limitsWith({ MAX_VIEWERS: '10000' })).toMatchObject({ maxViewersPerShow: 10_000, maxSockets: 20_000 });
  expect(limitsWith({ MAX_VIEWERS: '20' })).toMatchObject({ maxViewersPerShow: 20, maxSockets: 10_000 });
});
