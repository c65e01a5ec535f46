import { expect, it } from 'vitest';
import { SendTurns, type Writer } from './send-turns.ts';

/** Turns of an event loop, one at a time. */
const aLoop = () => {
  const waiting: (() => void)[] = [];
  const written: string[] = [];
  const turns = new SendTurns((work) => waiting.push(work));
  return {
    turns,
    written,
    waiting,
    writer: (name: string): Writer => ({ write: () => written.push(name) }),
    turn: () => waiting.splice(0).forEach((work) => work()),
  };
};

it('writes nothing in the same turn, and each once in the next', () => {
  const { turns, written, writer, turn } = aLoop();
  const ann = writer('ann');
  turns.soon(ann, 'news');
  turns.soon(ann, 'news');
  expect(written).toEqual([]);
  turn();
  expect(written).toEqual(['ann']);
  turn();
  expect(written).toEqual(['ann']);
});

it('writes to those first who have an answer, with the news that they have as well', () => {
  const { turns, written, writer, turn } = aLoop();
  const [ann, bo] = [writer('ann'), writer('bo')];
  turns.soon(ann, 'news');
  turns.soon(bo, 'news');
  turns.soon(bo, 'answer');
  turns.soon(bo, 'news');
  turn();
  expect(written).toEqual(['bo', 'ann']);
});

it('leaves turns between many, and an answer overtakes the news of the rest', () => {
  const { turns, written, writer, turn } = aLoop();
  for (let index = 0; index < 2_000; index += 1) turns.soon(writer('news'), 'news');
  turn();
  expect(written.length).toBeGreaterThan(0);
  expect(written.length).toBeLessThan(600);
  const before = written.length;
  turns.soon(writer('answer'), 'answer');
  turn();
  expect(written[before]).toBe('answer');
  for (let turned = 0; turned < 20; turned += 1) turn();
  expect(written).toHaveLength(2_001);
});

it('goes on with news in a rush, a little at a time: whoever asks next waits for it', () => {
  const { turns, written, writer, turn } = aLoop();
  for (let index = 0; index < 2_000; index += 1) turns.soon(writer('news'), 'news');
  for (let turned = 0; turned < 10; turned += 1) {
    for (let asked = 0; asked < 10; asked += 1) turns.soon(writer('answer'), 'answer');
    turn();
  }
  const news = written.filter((what) => what === 'news').length;
  expect(written.filter((what) => what === 'answer')).toHaveLength(100);
  expect(news).toBeGreaterThan(500);
  expect(news).toBeLessThan(1_000);
  for (let turned = 0; turned < 10; turned += 1) turn();
  expect(written).toHaveLength(2_100);
});

it('makes nobody’s news wait for a single answer', () => {
  const { turns, written, writer, turn } = aLoop();
  for (let index = 0; index < 400; index += 1) turns.soon(writer('news'), 'news');
  turns.soon(writer('answer'), 'answer');
  turn();
  expect(written).toHaveLength(401);
  expect(written[0]).toBe('answer');
});

it('forgets whoever is gone, and rests when there is nothing to write', () => {
  const { turns, written, waiting, writer, turn } = aLoop();
  const ann = writer('ann');
  turns.soon(ann, 'answer');
  turns.forget(ann);
  turn();
  expect(written).toEqual([]);
  expect(waiting).toEqual([]);
});
