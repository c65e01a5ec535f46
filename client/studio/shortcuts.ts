/** What a key means anywhere in the studio. */
export type Shortcut =
  | { readonly does: 'take-scene'; readonly index: number }
  | { readonly does: 'undo' }
  | { readonly does: 'redo' }
  | { readonly does: 'help' };

export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * The shortcut of a key press, or null. Digits count by their place on the keyboard's upper row or on the number pad, because
 * on some layouts (French) they are typed with Shift.
 */
export const shortcutOf = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyPress): Shortcut | null => {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { does: shiftKey ? 'redo' : 'undo' };
    return letter === 'y' && !shiftKey ? { does: 'redo' } : null;
  }
  if (key === '?') return { does: 'help' };
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1] ?? (/^[1-9]$/.test(key) ? key : undefined);
  return digit === undefined || shiftKey ? null : { does: 'take-scene', index: Number(digit) - 1 };
};
