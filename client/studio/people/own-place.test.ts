import { expect, it } from 'vitest';
import { aStudio, CO_HOST, openStudio } from '../../state/testing/a-studio.ts';
import { ownPlace, placeTone } from './own-place.ts';

const self = { participantId: CO_HOST.participantId };

it('a co-host by the controls reads their place as a guest does, with the light that it deserves', async () => {
  const { studio, line } = await openStudio({ self: CO_HOST });
  const seen = [[ownPlace(studio), placeTone(ownPlace(studio))]];
  for (const command of [
    { type: 'stage.cue', ...self },
    { type: 'stage.enter', ...self },
    { type: 'show.start' },
    { type: 'stage.leave', ...self },
  ] as const) {
    await line.happen(command);
    seen.push([ownPlace(studio), placeTone(ownPlace(studio))]);
  }
  expect(seen).toEqual([
    ['backstage', 'neutral'],
    ['next', 'preview'],
    ['on-stage', 'preview'],
    ['on-air', 'air'],
    ['backstage', 'neutral'],
  ]);
});

it('nobody is anywhere before the line is open', () => {
  expect(ownPlace(aStudio({ self: CO_HOST }).studio)).toBe('backstage');
});
