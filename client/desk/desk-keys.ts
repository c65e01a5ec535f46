/** What a key means anywhere at the desk, where nothing else has it. */
export type DeskKey = 'next' | 'previous' | 'stop' | 'sound' | 'search' | 'write' | 'help';

const KEYS: Readonly<Record<string, DeskKey>> = {
  n: 'next',
  b: 'previous',
  x: 'stop',
  m: 'sound',
  '/': 'search',
  c: 'write',
  '?': 'help',
};

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** Null for a key that means nothing, and for one that is held down: each press is one thing done. */
export const deskKeyOf = ({ key, ctrlKey, metaKey, altKey, repeat }: KeyPress): DeskKey | null => {
  if (ctrlKey || metaKey || altKey || repeat) return null;
  const pressed = key.toLowerCase();
  return Object.hasOwn(KEYS, pressed) ? (KEYS[pressed] ?? null) : null;
};
