import { expect, it } from 'vitest';
import { crewSourceId } from '../../shared/scene/crew-source.ts';
import { sourceId } from '../../shared/scene/sample-documents.ts';
import { personId, ScriptedShow } from '../../shared/show/show-fixture.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { GuestFaders } from './guest-faders.svelte.ts';
import { settle } from './testing/settle.ts';

const [MEI, BO] = [personId('mei'), personId('bo')];

const setUp = () => {
  const show = ScriptedShow.in('draft');
  show.join('mei');
  show.join('bo');
  const clock = fakeClock(1_000);
  const world = { told: [] as (number | null)[], changes: 0, line: 'open' as 'open' | 'away' };
  const faders = new GuestFaders({
    onChange: () => (world.changes += 1),
    tell: async (participantId, faderDb) => {
      await Promise.resolve();
      if (world.line === 'away') return false;
      world.told.push(faderDb);
      show.must({ type: 'people.setFader', participantId, faderDb });
      faders.follow(show.crew);
      return true;
    },
    clock,
  });
  faders.follow(show.crew);
  return { faders, show, clock, world };
};

it('a guest’s fader works on the voice and the shared sound of that guest alone, at once', () => {
  const { faders, world } = setUp();
  const desk = sourceId('desk');
  const mixed = new Map([
    [desk, 0.5],
    [crewSourceId(MEI, 'microphone'), 1],
    [crewSourceId(MEI, 'screen-sound'), 1],
    [crewSourceId(BO, 'microphone'), 1],
  ]);
  const { changes } = world;
  faders.set(MEI, -20);
  expect(world.changes).toBe(changes + 1);
  expect([...faders.applied(mixed).values()]).toEqual([0.5, 0.1, 0.1, 1]);
  faders.set(MEI, -Infinity);
  expect(faders.applied(mixed).get(crewSourceId(MEI, 'microphone'))).toBe(0);
  expect([faders.gainDb(MEI), faders.gainDb(BO)]).toEqual([-Infinity, 0]);
});

it('a drag is a few words to the log, the last position among them, and then the log’s word counts', async () => {
  const { faders, show, clock, world } = setUp();
  for (let db = -1; db >= -10; db -= 1) faders.set(MEI, db);
  await settle();
  await clock.advance(120);
  await settle();
  expect(world.told).toEqual([-1, -10]);
  faders.set(MEI, -Infinity);
  await settle();
  await clock.advance(120);
  expect(show.crew.participants[MEI]?.faderDb).toBeNull();
  expect(faders.gainDb(MEI)).toBe(-Infinity);
  show.must({ type: 'people.setFader', participantId: MEI, faderDb: -3 });
  faders.follow(show.crew);
  expect(faders.gainDb(MEI)).toBe(-3);
});

it('what could not be told stays as it was set, and is told when the line is back', async () => {
  const { faders, show, world } = setUp();
  world.line = 'away';
  faders.set(MEI, -6);
  await settle();
  expect([faders.gainDb(MEI), world.told]).toEqual([-6, []]);
  world.line = 'open';
  faders.tellAgain();
  await settle();
  expect(world.told).toEqual([-6]);
  expect(show.crew.participants[MEI]?.faderDb).toBe(-6);
});

it('of somebody who has left meanwhile, nothing is told', async () => {
  const { faders, show, world } = setUp();
  world.line = 'away';
  faders.set(BO, -6);
  await settle();
  world.line = 'open';
  show.must({ type: 'people.remove', participantId: BO });
  faders.follow(show.crew);
  faders.tellAgain();
  await settle();
  expect(world.told).toEqual([]);
});
