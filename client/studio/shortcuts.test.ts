import { describe, expect, it } from 'vitest';
import { shortcutOf, type KeyPress } from './shortcuts.ts';

const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...over,
});

describe('shortcutOf', () => {
  it.each([
    [
      { key: '1', code: 'Digit1' },
      { does: 'take-scene', index: 0 },
    ],
    [
      { key: '9', code: 'Numpad9' },
      { does: 'take-scene', index: 8 },
    ],
    [
      { key: '&', code: 'Digit1' },
      { does: 'take-scene', index: 0 },
    ],
    [{ key: 'z', ctrlKey: true }, { does: 'undo' }],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, { does: 'redo' }],
    [{ key: 'z', metaKey: true }, { does: 'undo' }],
    [{ key: 'y', ctrlKey: true }, { does: 'redo' }],
    [{ key: '?', shiftKey: true }, { does: 'help' }],
  ])('reads %j', (key, shortcut) => {
    expect(shortcutOf(press(key))).toEqual(shortcut);
  });

  it.each([
    { key: '0', code: 'Digit0' },
    { key: '1', code: 'Digit1', ctrlKey: true },
    { key: '!', code: 'Digit1', shiftKey: true },
    { key: 'z' },
    { key: 'z', ctrlKey: true, altKey: true },
  ])('leaves %j alone', (key) => {
    expect(shortcutOf(press(key))).toBeNull();
  });
});
