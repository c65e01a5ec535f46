import { expect, it } from 'vitest';
import { HOST_ID } from '../../shared/show/actor.ts';
import { ProgramSharing } from './program-sharing.ts';
import { FakeCrewMedia } from './testing/fake-crew-media.svelte.ts';
import { aTrack } from './testing/fake-track.ts';

const aSharing = () => {
  const media = new FakeCrewMedia(HOST_ID, { attach: () => undefined, detach: () => undefined });
  const [picture, bus] = [aTrack('video', 'program'), aTrack('audio', 'bus')];
  return { media, picture, bus, sharing: new ProgramSharing({ media, picture, bus }) };
};

it('the program is shared only while there is somebody to see and hear it', () => {
  const { media, picture, bus, sharing } = aSharing();
  sharing.follow('nobody');
  expect(media.sent.size).toBe(0);
  sharing.follow('somebody');
  const sent = media.sent.get('return');
  expect(sent).not.toBe(picture);
  expect([sent?.label, media.sent.get('bus')]).toEqual(['program', bus]);
  sharing.follow('somebody');
  expect(media.sent.get('return')).toBe(sent);
  sharing.follow('nobody');
  expect(media.sent.size).toBe(0);
  expect(sent?.readyState).toBe('ended');
  expect(bus.readyState).toBe('live');
});

it('the program’s own track goes on when sharing closes', () => {
  const { media, picture, sharing } = aSharing();
  sharing.follow('somebody');
  sharing.close();
  expect(media.sent.size).toBe(0);
  expect(picture.readyState).toBe('live');
});
