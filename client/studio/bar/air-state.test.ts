import { describe, expect, it } from 'vitest';
import type { ShowLife } from '../../../shared/show/state.ts';
import type { BroadcastState } from '../../state/broadcast.svelte.ts';
import type { ShowFeed } from '../../state/show-feed.svelte.ts';
import { airState } from './air-state.ts';

const live: ShowLife = { phase: 'live', startedAtMs: 5 };
const interrupted: ShowLife = { phase: 'interrupted', startedAtMs: 5, interruptedAtMs: 9 };
const ended: ShowLife = { phase: 'ended', startedAtMs: 5, endedAtMs: 20 };
const open: ShowFeed['line'] = { state: 'open' };

const stateOf = (
  life: ShowLife | undefined,
  broadcast: BroadcastState['state'],
  line: ShowFeed['line'] = open,
): string => {
  const state: BroadcastState =
    broadcast === 'failed' ? { state: broadcast, code: 'media.unavailable' } : { state: broadcast };
  return airState({ life, broadcast: state, line, program: 'here' }).state;
};

describe('the state in the top bar', () => {
  it('is opening until the server has told the show', () => {
    expect(stateOf(undefined, 'off', { state: 'connecting' })).toBe('opening');
  });

  it('is connecting from the press of the button until the log says that the show is live', () => {
    expect([stateOf({ phase: 'draft' }, 'off'), stateOf({ phase: 'draft' }, 'failed')]).toEqual(['off', 'off']);
    expect([stateOf({ phase: 'draft' }, 'connecting'), stateOf({ phase: 'draft' }, 'sending')]).toEqual([
      'connecting',
      'connecting',
    ]);
  });

  it('is on air only while the program flows, and counts from the start of the show', () => {
    expect(airState({ life: live, broadcast: { state: 'sending' }, line: open, program: 'here' })).toEqual({
      state: 'on-air',
      startedAtMs: 5,
    });
    for (const broadcast of ['off', 'connecting', 'recovering'] as const) {
      expect(stateOf(live, broadcast), broadcast).toBe('reconnecting');
    }
    expect(stateOf(interrupted, 'sending')).toBe('reconnecting');
  });

  it('says why there is no picture where it is known, and whether it is still tried', () => {
    expect(airState({ life: live, broadcast: { state: 'unreachable' }, line: open, program: 'here' })).toEqual({
      state: 'unreachable',
      startedAtMs: 5,
    });
    const failed = { state: 'failed', code: 'browser.unsupported' } as const;
    expect(airState({ life: interrupted, broadcast: failed, line: open, program: 'here' })).toEqual({
      ...failed,
      startedAtMs: 5,
    });
    expect(stateOf({ phase: 'draft' }, 'unreachable')).toBe('connecting');
  });

  it('stays on air while only the line for words is down', () => {
    expect(stateOf(live, 'sending', { state: 'waiting', retryAtMs: 1, attempt: 1 })).toBe('on-air');
  });

  it('says that another window is on air when the server refuses this one', () => {
    expect(stateOf(live, 'off', { state: 'refused', code: 'session.replaced' })).toBe('elsewhere');
  });

  it('is ended after the show, and connecting when it goes live again', () => {
    expect([stateOf(ended, 'off'), stateOf(ended, 'connecting')]).toEqual(['ended', 'connecting']);
  });

  it('is what the log says where another page makes the program', () => {
    const watched = (life: ShowLife): string =>
      airState({ life, broadcast: { state: 'off' }, line: open, program: 'elsewhere' }).state;
    expect([{ phase: 'draft' } as const, live, interrupted, ended].map(watched)).toEqual([
      'off',
      'on-air',
      'reconnecting',
      'ended',
    ]);
  });
});
