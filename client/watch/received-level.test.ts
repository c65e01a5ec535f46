import { expect, test } from 'vitest';
import { FLOOR_DB } from '../../shared/units.ts';
import { ReceivedLevel } from './received-level.ts';

const setUp = () => {
  const source = { audioLevel: 1, timestamp: 1_000, rtpTimestamp: 0, source: 1 };
  const asked = { times: 0 };
  const level = new ReceivedLevel({
    getSynchronizationSources: () => {
      asked.times += 1;
      return [source];
    },
  });
  return { source, asked, level };
};

test('the level of the newest sound is told in dBFS, never below the floor', () => {
  const { source, level } = setUp();
  expect(level.at(1_000)).toBe(0);
  source.audioLevel = 0.1;
  expect(level.at(1_100)).toBeCloseTo(-20);
  source.audioLevel = 0;
  expect(level.at(1_200)).toBe(FLOOR_DB);
});

test('the browser is asked ten times a second, however often a meter asks', () => {
  const { asked, level, source } = setUp();
  for (let atMs = 1_000; atMs < 2_000; atMs += 16) {
    source.timestamp = atMs;
    level.at(atMs);
  }
  expect(asked.times).toBe(9);
});

test('sound that stopped has no level', () => {
  const { level } = setUp();
  expect(level.at(1_250)).toBe(0);
  expect(level.at(1_350)).toBeNull();
});

test('a stream of which nothing came has no level', () => {
  expect(new ReceivedLevel({ getSynchronizationSources: () => [] }).at(0)).toBeNull();
});
