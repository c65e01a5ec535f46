import { expect, test } from 'vitest';
import { textFrame } from '../../../server/signaling/text-frame.ts';
import { readFrames } from './frames.ts';

const heardIn = (bytes: Buffer): { readonly heard: readonly string[]; readonly read: number } => {
  const heard: string[] = [];
  const read = readFrames(bytes, ({ kind, payload }) => heard.push(`${kind} ${payload.toString()}`));
  return { heard, read };
};

test('hears the server’s frames of every length, several at once', () => {
  const texts = ['', 'short', 'm'.repeat(126), 'long'.repeat(20_000)];
  const bytes = Buffer.concat([...texts.map(textFrame), Buffer.from([0x89, 0x01, 0x37])]);
  expect(heardIn(bytes)).toEqual({ heard: [...texts.map((text) => `text ${text}`), 'ping 7'], read: bytes.length });
});

test('a frame that has not all come is left for later', () => {
  const whole = textFrame('one');
  const next = textFrame('m'.repeat(300));
  for (let cut = 0; cut < next.length; cut += 1) {
    expect(heardIn(Buffer.concat([whole, next.subarray(0, cut)]))).toEqual({ heard: ['text one'], read: whole.length });
  }
});
