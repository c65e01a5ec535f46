import { expect, test } from 'vitest';
import { resumeSound } from './resume-sound.ts';

const refusing = (error: Error) => ({ resume: () => Promise.reject<void>(error) });

test('a context that is closed while it waits for a gesture is no error', async () => {
  const closed = new DOMException('Audio context is going away', 'InvalidStateError');
  await expect(resumeSound(refusing(closed))).resolves.toBeUndefined();
});

test('whatever else keeps the sound from starting is told', async () => {
  const denied = new DOMException('', 'NotAllowedError');
  await expect(resumeSound(refusing(denied))).rejects.toBe(denied);
});
