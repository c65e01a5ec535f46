import { expect, it } from 'vitest';
import { fakeClock } from '../platform/fake-clock.ts';
import { CatalogPictures, LOOK_EVERY_MS } from './catalog-pictures.svelte.ts';
import { FakeOffice } from './testing/fake-office.ts';

const somePictures = () => {
  const office = new FakeOffice();
  const clock = fakeClock();
  const controller = new AbortController();
  let kept = 0;
  const options = { call: office.call, clock, onKept: () => (kept += 1) };
  const pictures = new CatalogPictures(options, controller.signal);
  /** The next look, and its answer. */
  const wait = () => clock.advance(LOOK_EVERY_MS);
  return { office, clock, controller, pictures, wait, kept: () => kept };
};
const counts = { total: 3, failed: 0, problems: [] };

it('tells how far the fetching is until it is over, and of every picture that comes', async () => {
  const { office, pictures, wait, kept } = somePictures();
  office.pictures = { state: 'idle', missing: 3 };
  await pictures.look();
  expect([pictures.progress, pictures.isWatched]).toEqual([{ state: 'idle', missing: 3 }, false]);
  await wait();
  expect(office.asked).toEqual(['lookAtPictures']);

  await pictures.start();
  expect(pictures.progress).toEqual({ state: 'running', kept: 0, ...counts });
  office.pictures = { state: 'running', kept: 2, ...counts };
  await wait();
  expect([pictures.progress, kept()]).toEqual([office.pictures, 1]);
  await wait();
  expect(kept()).toBe(1);
  office.pictures = { state: 'ended', how: 'done', missing: 0, kept: 3, ...counts };
  await wait();
  expect([pictures.progress, kept(), pictures.isWatched]).toEqual([office.pictures, 2, true]);
  await wait();
  expect(office.asked).toEqual([
    'lookAtPictures',
    'importPictures',
    'lookAtPictures',
    'lookAtPictures',
    'lookAtPictures',
  ]);
});

it('joins what runs already, and stops it', async () => {
  const { office, pictures, wait } = somePictures();
  office.pictures = { state: 'running', kept: 1, ...counts };
  await pictures.look();
  expect(pictures.isWatched).toBe(true);
  await pictures.stop();
  expect(pictures.progress).toMatchObject({ state: 'ended', how: 'stopped', kept: 1 });
  await wait();
  expect(office.asked).toEqual(['lookAtPictures', 'stopPictures']);
});

it('goes on asking while the line is lost, and not for somebody who has signed out', async () => {
  const { office, pictures, wait } = somePictures();
  await pictures.start();
  office.failures.set('lookAtPictures', 'net.unreachable');
  await wait();
  expect([pictures.problem, pictures.progress?.state]).toEqual(['net.unreachable', 'running']);
  office.failures.clear();
  await wait();
  expect(pictures.problem).toBeNull();
  office.failures.set('lookAtPictures', 'auth.required');
  await wait();
  await wait();
  expect([pictures.problem, office.asked.length]).toEqual(['auth.required', 4]);
});

it('is gone when its owner is, and asks for nothing once the page closes', async () => {
  const { office, pictures, wait, controller } = somePictures();
  const asked = pictures.start();
  pictures.clear();
  await asked;
  expect([pictures.progress, pictures.isWatched]).toEqual([null, false]);
  await pictures.start();
  controller.abort();
  await wait();
  expect([pictures.progress, office.asked]).toEqual([null, ['importPictures', 'importPictures']]);
});
