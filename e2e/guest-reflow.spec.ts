import { expect, type Page } from '@playwright/test';
import { SLOT_HOLD_MS } from '../shared/show/held-seats.ts';
import { STAGE_MOVE_MS } from '../shared/scene/stage.ts';
import { test } from './fixtures/guests.ts';
import { MARKS } from './fixtures/marked-person.ts';
import { startMarkTrack, takeMarkSamples, type MarkSample, type MarkSpan } from './probes/mark-track.ts';
import { bringOnStage, enterStudio, inviteGuest, showGuests, tallyBand } from './steps/guests.ts';
import { expectSideBySide } from './steps/marks.ts';
import { goLive, openStudio, takeScene } from './steps/studio.ts';
import { expectLive } from './steps/watch.ts';

/** A share of the picture's width: what two encoders and a gap between slots may hide of an edge. */
const SLACK = 0.03;
/** Moves slow down towards their end: they begin three times as fast as they are on average. */
const FASTEST = 3;

const HOST = 0;
const MEI = 1;
const LI = 2;

/** A column of the frames in which a mark is there, and their time. */
const track = (
  samples: readonly MarkSample[],
  who: number,
): readonly { readonly atMs: number; readonly span: MarkSpan }[] =>
  samples.flatMap(({ composedAtMs, spans }) => {
    const span = spans[who];
    return composedAtMs === null || !span ? [] : [{ atMs: composedAtMs, span }];
  });

/** Collects frames until the newest one has a readable stamp and shows what `isOver` waits for. */
const collectUntil = async (
  page: Page,
  what: string,
  isOver: (newest: MarkSample) => boolean,
): Promise<MarkSample[]> => {
  const samples: MarkSample[] = [];
  await expect
    .poll(
      async () => {
        samples.push(...(await takeMarkSamples(page)));
        const newest = samples.at(-1);
        return newest !== undefined && newest.composedAtMs !== null && isOver(newest);
      },
      { message: what, intervals: [100] },
    )
    .toBe(true);
  return samples;
};

const isAt = (span: MarkSpan | null | undefined, left: number, right: number): boolean =>
  !!span && Math.abs(span.left - left) < SLACK && Math.abs(span.right - right) < SLACK;

/** No edge of the mark ever goes faster than a move of `travel` can, or turns back. */
const expectSteadyMove = (samples: readonly MarkSample[], who: number, travel: number): void => {
  const frames = track(samples, who);
  const jumps = frames.slice(1).flatMap(({ atMs, span }, index) => {
    const former = frames[index];
    if (!former) return [];
    const most = (travel * FASTEST * (atMs - former.atMs)) / STAGE_MOVE_MS + SLACK;
    const moved = Math.max(Math.abs(span.left - former.span.left), Math.abs(span.right - former.span.right));
    return moved > most ? [{ afterMs: atMs - former.atMs, from: former.span, to: span }] : [];
  });
  expect(jumps, 'nobody jumps').toEqual([]);
};

test('people move to their new slots frame by frame, and who loses the line keeps the slot for a while', async ({
  show,
  hostPage,
  viewerPage,
  guestPage,
}) => {
  await openStudio(hostPage, show, 'devices');
  await goLive(hostPage);
  await viewerPage.goto(show.watchUrl);
  await expectLive(viewerPage);
  await showGuests(hostPage);
  await takeScene(hostPage, 'Guests');
  const [mei, li] = [await guestPage('mei'), await guestPage('li')];
  await enterStudio(mei, await inviteGuest(hostPage, 'Mei'), 'Mei');
  await enterStudio(li, await inviteGuest(hostPage, 'Li Hua'), 'Li Hua');
  await bringOnStage(hostPage, 'Mei');
  await expectSideBySide(viewerPage, ['host', 'mei']);

  await startMarkTrack(viewerPage, [MARKS.host, MARKS.mei, MARKS.li]);
  await bringOnStage(hostPage, 'Li Hua');
  const coming = await collectUntil(viewerPage, 'Li Hua is in the third slot', ({ spans }) =>
    isAt(spans[LI], 2 / 3, 1),
  );
  expectSteadyMove(coming, MEI, 1 / 3);
  expectSteadyMove(coming, HOST, 1 / 6);
  await expect(tallyBand(li, 'On air')).toBeVisible();

  const before = await takeMarkSamples(viewerPage);
  await mei.close();
  const after = await collectUntil(viewerPage, 'the slots close up', ({ spans }) => isAt(spans[LI], 1 / 2, 1));
  const gone = [...before, ...after];
  const lostAtMs = track(gone, MEI).at(-1)?.atMs ?? Number.NaN;
  const movedAtMs = track(gone, LI).find(({ span }) => span.left < 2 / 3 - SLACK)?.atMs ?? Number.NaN;
  expect(movedAtMs - lostAtMs, 'the slot is held').toBeGreaterThan(SLOT_HOLD_MS - 1_000);
  expectSteadyMove(gone, LI, 1 / 6);
  expectSteadyMove(gone, HOST, 1 / 6);
});
