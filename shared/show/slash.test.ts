import { expect, it } from 'vitest';
import { parseChatLine, SLASH_NAMES } from './slash.ts';

it.each([
  ['  Hello there ', { kind: 'say', text: 'Hello there' }],
  ['   ', { kind: 'empty' }],
  ['//slow is a command', { kind: 'say', text: '/slow is a command' }],
  ['1/2 price', { kind: 'say', text: '1/2 price' }],
  ['/slow 10', { kind: 'slow', seconds: 10 }],
  ['/SLOW off', { kind: 'slow', seconds: 0 }],
  ['/slow', { kind: 'misused', name: 'slow' }],
  ['/slow 301', { kind: 'misused', name: 'slow' }],
  ['/slow -1', { kind: 'misused', name: 'slow' }],
  ['/announce  Free shipping today', { kind: 'announce', text: 'Free shipping today' }],
  ['/announce', { kind: 'misused', name: 'announce' }],
  ['/pin', { kind: 'pin-chosen' }],
  ['/pin this', { kind: 'misused', name: 'pin' }],
  ['/unpin', { kind: 'unpin' }],
  ['/hide', { kind: 'hide-chosen' }],
  ['/delete', { kind: 'hide-chosen' }],
  ['/raid everybody', { kind: 'unknown', name: 'raid' }],
])('reads %j', (typed, line) => {
  expect(parseChatLine(typed)).toEqual(line);
});

it('knows every command that it names', () => {
  expect(SLASH_NAMES.map((name) => parseChatLine(`/${name}`).kind)).not.toContain('unknown');
});
