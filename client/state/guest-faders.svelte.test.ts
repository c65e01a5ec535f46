import { expect, it } from 'vitest';
import { crewSourceId } from '../../shared/scene/crew-source.ts';
import { sourceId } from '../../shared/scene/sample-documents.ts';
import { personId } from '../../shared/show/show-fixture.ts';
import { GuestFaders } from './guest-faders.svelte.ts';

const [MEI, BO] = [personId('mei'), personId('bo')];

it('a guest’s fader works on the voice and the shared sound of that guest alone', () => {
  let changes = 0;
  const faders = new GuestFaders(() => (changes += 1));
  const desk = sourceId('desk');
  const mixed = new Map([
    [desk, 0.5],
    [crewSourceId(MEI, 'microphone'), 1],
    [crewSourceId(MEI, 'screen-sound'), 1],
    [crewSourceId(BO, 'microphone'), 1],
  ]);
  faders.set(MEI, -20);
  expect(changes).toBe(1);
  expect([...faders.applied(mixed).values()]).toEqual([0.5, 0.1, 0.1, 1]);
  faders.set(MEI, -Infinity);
  expect(faders.applied(mixed).get(crewSourceId(MEI, 'microphone'))).toBe(0);
  expect([faders.gainDb(MEI), faders.gainDb(BO)]).toEqual([-Infinity, 0]);
});
