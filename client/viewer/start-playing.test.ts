import { expect, test } from 'vitest';
import { startPlaying } from './start-playing.ts';

/** A player whose starts go as given, one after the other, and a sound that counts how often it was turned off. */
const player = (...starts: readonly ('works' | Error)[]) => {
  let plays = 0;
  let turnedOff = 0;
  const play = (): Promise<void> => {
    const start = starts[plays] ?? 'works';
    plays += 1;
    return start === 'works' ? Promise.resolve() : Promise.reject(start);
  };
  const started = startPlaying({ play }, { turnOff: () => void (turnedOff += 1) });
  return { started, counts: () => ({ plays, turnedOff }) };
};

const blocked = new DOMException('', 'NotAllowedError');
const replaced = new DOMException('', 'AbortError');

test('a picture that may not start with sound starts without', async () => {
  const { started, counts } = player(blocked);
  await started;
  expect(counts()).toEqual({ plays: 2, turnedOff: 1 });
});

test('a second refusal is no error: the browser waits for a tap, or another stream came', async () => {
  for (const second of [blocked, replaced]) {
    const { started, counts } = player(blocked, second);
    await started;
    expect(counts()).toEqual({ plays: 2, turnedOff: 1 });
  }
});

test('a player that got another stream is left to that one’s start', async () => {
  const { started, counts } = player(replaced);
  await started;
  expect(counts()).toEqual({ plays: 1, turnedOff: 0 });
});

test('what is no refusal is told', async () => {
  const broken = new DOMException('', 'NotSupportedError');
  await expect(player(broken).started).rejects.toBe(broken);
  await expect(player(blocked, broken).started).rejects.toBe(broken);
});
