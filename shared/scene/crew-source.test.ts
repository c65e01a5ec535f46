import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ParticipantId, SourceId } from '../ids.ts';
import { crewSourceId, crewSourceOf, type CrewSourceMedia } from './crew-source.ts';

const person = (text: string): ParticipantId => v.parse(ParticipantId, text);

const EVERY_MEDIA: readonly CrewSourceMedia[] = ['camera', 'screen', 'microphone', 'screen-sound'];

test.each(EVERY_MEDIA)('the id of a %s says whose it is, for every id that a person can have', (media) => {
  for (const text of ['host', 'sound-camera-1', '-', 'x'.repeat(40)]) {
    const participantId = person(text);
    expect(crewSourceOf(crewSourceId(participantId, media))).toEqual({ participantId, media });
  }
});

test('each of a person’s media has an id of its own', () => {
  expect(new Set(EVERY_MEDIA.map((media) => crewSourceId(person('ada'), media))).size).toBe(4);
});

test('a source of the document is nobody’s', () => {
  for (const text of [
    'camera',
    'crew-camera',
    'crew-camera-',
    'crew-return-ada',
    'crew-toString-ada',
    'xcrew-camera-ada',
  ]) {
    expect(crewSourceOf(v.parse(SourceId, text))).toBeNull();
  }
});
