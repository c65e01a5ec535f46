import { expect, test } from 'vitest';
import { decideRecovery, startRecovery, type Recovery, type RecoveryNews } from './transport-recovery.ts';

const transport = (state: RTCPeerConnectionState): RecoveryNews => ({ type: 'transport', state });
const PASSED: RecoveryNews = { type: 'time-passed' };
const CONNECTED: Recovery = { phase: 'connected' };

/** Tells the policy one piece of news after another; gives each decision as "action phase". */
const play = (start: Recovery, ...told: (readonly [atMs: number, news: RecoveryNews])[]): readonly string[] => {
  let recovery = start;
  return told.map(([atMs, news]) => {
    const step = decideRecovery(recovery, news, atMs);
    recovery = step.recovery;
    return `${step.action} ${step.recovery.phase}`;
  });
};

test('a new transport has ten seconds to connect, then another one takes its place', () => {
  const { recovery, checkAtMs } = startRecovery(1_000);
  expect(checkAtMs).toBe(11_000);
  expect(play(recovery, [5_000, PASSED], [11_000, PASSED])).toEqual(['none connecting', 'replace replacing']);
});

test('a disconnection of less than two seconds changes nothing', () => {
  const told = play(CONNECTED, [0, transport('disconnected')], [1_999, PASSED], [1_999, transport('connected')]);
  expect(told).toEqual(['none waiting', 'none waiting', 'none connected']);
});

test('a longer disconnection restarts ICE, and an answer ends it', () => {
  const told = play(CONNECTED, [0, transport('disconnected')], [2_000, PASSED], [2_300, transport('connected')]);
  expect(told).toEqual(['none waiting', 'restart-ice restarting', 'none connected']);
});

test('a restart that does not connect within five seconds is followed by a replacement', () => {
  const told = play(CONNECTED, [0, transport('disconnected')], [2_000, PASSED], [6_999, PASSED], [7_000, PASSED]);
  expect(told.slice(2)).toEqual(['none restarting', 'replace replacing']);
});

test('a changed network restarts ICE at once, and what still works stays connected', () => {
  expect(play(CONNECTED, [0, { type: 'network-changed' }], [60_000, PASSED])).toEqual([
    'restart-ice connected',
    'none connected',
  ]);
  expect(play({ phase: 'waiting', sinceMs: 0 }, [500, { type: 'network-changed' }])).toEqual([
    'restart-ice restarting',
  ]);
});

test('a restart under way is not begun again', () => {
  expect(play({ phase: 'restarting', sinceMs: 0 }, [500, { type: 'network-changed' }])).toEqual(['none restarting']);
});

test('a transport that breaks while it is moved comes back as after any break', () => {
  const told = play(CONNECTED, [0, { type: 'network-changed' }], [900, transport('disconnected')], [2_900, PASSED]);
  expect(told).toEqual(['restart-ice connected', 'none waiting', 'restart-ice restarting']);
});

test('a restart that nobody heard is tried again, because the transport may heal with the line', () => {
  const told = play(
    CONNECTED,
    [0, transport('disconnected')],
    [2_000, PASSED],
    [2_100, { type: 'restart-failed', reason: 'unreachable' }],
    [4_100, PASSED],
  );
  expect(told.slice(2)).toEqual(['none waiting', 'restart-ice restarting']);
});

test('a transport that the server does not know any more is replaced', () => {
  const restarting: Recovery = { phase: 'restarting', sinceMs: 0 };
  expect(play(restarting, [10, { type: 'restart-failed', reason: 'refused' }])).toEqual(['replace replacing']);
  expect(play(CONNECTED, [10, { type: 'restart-failed', reason: 'refused' }])).toEqual(['replace replacing']);
});

test.each(['connecting', 'connected', 'waiting', 'restarting'] as const)(
  'a transport that fails while %s is replaced',
  (phase) => {
    const recovery: Recovery = phase === 'connected' ? CONNECTED : { phase, sinceMs: 0 };
    expect(play(recovery, [10, transport('failed')])).toEqual(['replace replacing']);
  },
);

test('a replaced transport’s late news ask for nothing', () => {
  const told = play({ phase: 'replacing' }, [0, transport('failed')], [1, PASSED], [2, { type: 'network-changed' }]);
  expect(new Set(told)).toEqual(new Set(['none replacing']));
});
