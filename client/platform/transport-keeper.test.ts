import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { fakeClock } from './fake-clock.ts';
import { TransportKeeper, type TransportPast } from './transport-keeper.ts';

const setUp = (restartIce: () => Promise<void> = () => Promise.resolve()) => {
  const clock = fakeClock();
  const seen = { phases: [] as string[], restarts: 0, replaced: [] as TransportPast[] };
  const keeper = new TransportKeeper({
    clock,
    restartIce: () => {
      seen.restarts += 1;
      return restartIce();
    },
    onReplace: (past) => seen.replaced.push(past),
    onPhase: (phase) => seen.phases.push(phase),
  });
  return { clock, keeper, seen };
};

test('a disconnection that lasts restarts ICE once and is told when it is over', async () => {
  const { clock, keeper, seen } = setUp();
  keeper.handleTransport('connected');
  keeper.handleTransport('disconnected');
  await clock.advance(2_500);
  keeper.handleTransport('connected');
  await clock.advance(60_000);
  expect(seen).toEqual({ phases: ['connected', 'waiting', 'restarting', 'connected'], restarts: 1, replaced: [] });
  expect(clock.pendingCount).toBe(0);
});

test('while nobody hears it, ICE is restarted again and again and the transport is kept', async () => {
  const { clock, keeper, seen } = setUp(() => Promise.reject(new AppError('net.unreachable')));
  keeper.handleTransport('connected');
  keeper.handleTransport('disconnected');
  await clock.advance(20_500);
  expect(seen.restarts).toBe(10);
  expect(seen.replaced).toEqual([]);
});

test('a transport that the server does not know is replaced, once', async () => {
  const { clock, keeper, seen } = setUp(() => Promise.reject(new AppError('media.not-found')));
  keeper.handleTransport('connected');
  keeper.handleNetworkChange();
  await clock.advance(60_000);
  keeper.handleTransport('failed');
  expect(seen.replaced).toEqual(['connected']);
  expect(clock.pendingCount).toBe(0);
});

test('a transport that media never got through is given up as such', async () => {
  const { clock, seen } = setUp();
  await clock.advance(9_999);
  expect(seen.replaced).toEqual([]);
  await clock.advance(1);
  expect(seen.replaced).toEqual(['never-connected']);
});

test('a closed keeper tells nothing and leaves no timer', async () => {
  const { clock, keeper, seen } = setUp();
  keeper.close();
  keeper.handleTransport('failed');
  await clock.advance(60_000);
  expect(seen).toEqual({ phases: [], restarts: 0, replaced: [] });
  expect(clock.pendingCount).toBe(0);
});
