import { describe, expect, test } from 'vitest';
import { roomState } from './room-state.ts';

const open = { state: 'open' } as const;
const waiting = { state: 'waiting', retryAtMs: 1, attempt: 2 } as const;

describe('roomState', () => {
  test.each([
    ['draft', 'none', open, 'starts-soon'],
    ['draft', 'none', waiting, 'starts-soon'],
    ['live', 'none', { state: 'connecting' }, 'connecting'],
    ['live', 'connecting', open, 'connecting'],
    ['live', 'playing', open, 'playing'],
    ['live', 'playing', waiting, 'playing'],
    ['live', 'stalled', open, 'reconnecting'],
    ['live', 'none', waiting, 'reconnecting'],
    ['live', 'unsupported', open, 'cannot-receive'],
    ['interrupted', 'stalled', open, 'host-reconnecting'],
    ['interrupted', 'none', open, 'host-reconnecting'],
    ['ended', 'stalled', waiting, 'ended'],
  ] as const)('of a %s show with a %s picture on a line that is %o is %s', (phase, picture, line, state) => {
    expect(roomState({ phase, picture, path: 'open', line })).toBe(state);
  });

  test.each([
    ['live', 'connecting', open, 'blocked'],
    ['live', 'none', open, 'blocked'],
    ['live', 'stalled', open, 'blocked'],
    ['live', 'stalled', waiting, 'reconnecting'],
    ['interrupted', 'stalled', open, 'host-reconnecting'],
    ['ended', 'stalled', open, 'ended'],
  ] as const)(
    'of a %s show with a %s picture that does not get through, on a line that is %o, is %s',
    (phase, picture, line, state) => {
      expect(roomState({ phase, picture, path: 'blocked', line })).toBe(state);
    },
  );
});
