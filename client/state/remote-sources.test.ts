import { describe, expect, it } from 'vitest';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import { aCamera, aDocument, sourceId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { personId } from '../../shared/show/show-fixture.ts';
import { RemoteSources } from './remote-sources.ts';
import { FakeSinks } from './testing/fake-sources.ts';
import { aTrack } from './testing/fake-track.ts';

const [FACE, TABLE, VOICE, SLIDES] = [sourceId('face'), sourceId('table'), sourceId('voice'), sourceId('slides')];
const [face, voice] = [aTrack('video', 'face'), aTrack('audio', 'voice')];
const [slides, music] = [aTrack('video', 'slides'), aTrack('audio', 'music')];

const withCameras = (...cameras: readonly string[]): SceneDocument =>
  aDocument({
    sources: [
      ...cameras.map((id) => aCamera(id)),
      makeSource('microphone', VOICE, 'voice'),
      makeSource('screen', SLIDES, 'slides'),
    ],
  });

/** A page that composes a document with two cameras, of which the host sends the first. */
const aPage = () => {
  const sinks = new FakeSinks();
  const remote = new RemoteSources(sinks);
  remote.follow(withCameras('face', 'table'), 'here');
  return { sinks, remote };
};

describe('the host’s devices in another page', () => {
  it('come under the ids that they have in the document', () => {
    const { sinks, remote } = aPage();
    remote.attach(HOST_ID, 'camera', face);
    remote.attach(HOST_ID, 'microphone', voice);
    remote.attach(HOST_ID, 'screen', slides);
    remote.attach(HOST_ID, 'screen-sound', music);
    expect(Object.fromEntries(sinks.video)).toEqual({ face, slides });
    expect(Object.fromEntries(sinks.audio)).toEqual({ voice, slides: music });
  });

  it('may come before the document', () => {
    const sinks = new FakeSinks();
    const remote = new RemoteSources(sinks);
    remote.attach(HOST_ID, 'camera', face);
    remote.follow(withCameras('face'), 'here');
    expect(sinks.video.get(FACE)).toBe(face);
  });

  it('put the host’s voice beside the bus, and the screen’s sound into it', () => {
    const { sinks, remote } = aPage();
    remote.attach(HOST_ID, 'microphone', voice);
    remote.attach(HOST_ID, 'screen-sound', music);
    expect([...sinks.bus.values()]).toEqual([music]);
  });

  it('of which nothing more comes leave a slate, until something comes again', () => {
    const { sinks, remote } = aPage();
    remote.attach(HOST_ID, 'camera', face);
    remote.attach(HOST_ID, 'microphone', voice);
    remote.detach(HOST_ID, 'camera');
    remote.detach(HOST_ID, 'microphone');
    expect([...sinks.slates]).toEqual([FACE]);
    expect(sinks.audio.size).toBe(0);
    const again = aTrack('video', 'face again');
    remote.attach(HOST_ID, 'camera', again);
    expect(sinks.video.get(FACE)).toBe(again);
    expect(sinks.slates.size).toBe(0);
  });

  it('show no old picture of a host whose line is lost, and are heard as long as something comes', () => {
    const { sinks, remote } = aPage();
    remote.attach(HOST_ID, 'camera', face);
    remote.attach(HOST_ID, 'microphone', voice);
    remote.follow(withCameras('face', 'table'), 'away');
    expect([...sinks.slates]).toEqual([FACE]);
    expect(sinks.audio.get(VOICE)).toBe(voice);
    remote.follow(withCameras('face', 'table'), 'here');
    expect(sinks.video.get(FACE)).toBe(face);
    expect(sinks.slates.size).toBe(0);
  });

  it('follow the document’s order: the host sends the first', () => {
    const { sinks, remote } = aPage();
    remote.attach(HOST_ID, 'camera', face);
    remote.follow(withCameras('table', 'face'), 'here');
    expect([...sinks.video.keys()]).toEqual([TABLE]);
    expect([...sinks.slates]).toEqual([FACE]);
  });

  it('are taken out with their source', () => {
    const { sinks, remote } = aPage();
    remote.attach(HOST_ID, 'camera', face);
    remote.attach(HOST_ID, 'screen', slides);
    remote.attach(HOST_ID, 'screen-sound', music);
    remote.follow(aDocument(), 'here');
    expect([sinks.video.size, sinks.audio.size, sinks.slates.size]).toEqual([0, 0, 0]);
  });
});

it('other people’s media, and the program’s, are left alone', () => {
  const { sinks, remote } = aPage();
  remote.attach(personId('mei'), 'camera', face);
  remote.attach(HOST_ID, 'return', slides);
  remote.attach(HOST_ID, 'bus', music);
  remote.detach(personId('mei'), 'camera');
  expect([sinks.video.size, sinks.audio.size, sinks.slates.size]).toEqual([0, 0, 0]);
});
