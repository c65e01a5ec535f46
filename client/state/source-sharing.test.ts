import { describe, expect, it } from 'vitest';
import type { SourceId } from '../../shared/ids.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import { aCamera, aDocument, sceneId, sourceId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID, SYSTEM } from '../../shared/show/actor.ts';
import { actorAs, personId, ScriptedShow } from '../../shared/show/show-fixture.ts';
import { isComposedElsewhere, SourceSharing } from './source-sharing.ts';
import type { SourceTracks } from './source-rack.svelte.ts';
import { FakeCrewMedia } from './testing/fake-crew-media.svelte.ts';
import { aTrack } from './testing/fake-track.ts';

const [FACE, TABLE, VOICE, SLIDES] = [sourceId('face'), sourceId('table'), sourceId('voice'), sourceId('slides')];
const [face, table, voice] = [aTrack('video', 'face'), aTrack('video', 'table'), aTrack('audio', 'voice')];
const [slides, music] = [aTrack('video', 'slides'), aTrack('audio', 'music')];

const withCameras = (...cameras: readonly string[]): SceneDocument =>
  aDocument({
    sources: [
      ...cameras.map((id) => aCamera(id)),
      makeSource('microphone', VOICE, 'voice'),
      makeSource('screen', SLIDES, 'slides'),
    ],
  });
const DOCUMENT = withCameras('face', 'table');

/** The host's page with everything open. */
const aSharing = () => {
  const media = new FakeCrewMedia(HOST_ID, { attach: () => undefined, detach: () => undefined });
  const open = new Map<SourceId, SourceTracks>([
    [TABLE, { video: table, audio: null }],
    [FACE, { video: face, audio: null }],
    [VOICE, { video: null, audio: voice }],
    [SLIDES, { video: slides, audio: music }],
  ]);
  const sharing = new SourceSharing({ media, tracksOf: (id) => open.get(id) ?? null });
  return { media, sharing, open };
};

describe('the host’s devices', () => {
  it('are sent only while somebody composes them elsewhere: the first of each kind', () => {
    const { media, sharing } = aSharing();
    expect(media.sent.size).toBe(0);
    sharing.follow(DOCUMENT);
    expect(Object.fromEntries(media.sent)).toEqual({
      camera: face,
      microphone: voice,
      screen: slides,
      'screen-sound': music,
    });
    expect(media.switches.camera).toBe('on');
    sharing.follow(null);
    expect(media.sent.size).toBe(0);
    expect(media.switches.camera).toBe('off');
  });

  it('end where they are lost, and go on with what is opened anew', () => {
    const { media, sharing, open } = aSharing();
    sharing.follow(DOCUMENT);
    open.delete(FACE);
    sharing.handleTracks();
    expect([media.sent.get('camera'), media.sent.get('microphone')]).toEqual([undefined, voice]);
    const again = aTrack('video', 'face again');
    open.set(FACE, { video: again, audio: null });
    sharing.handleTracks();
    expect(media.sent.get('camera')).toBe(again);
  });

  it('change with the document’s order', () => {
    const { media, sharing } = aSharing();
    sharing.follow(DOCUMENT);
    sharing.follow(withCameras('table', 'face'));
    expect(media.sent.get('camera')).toBe(table);
  });

  it('are not stopped by who sends them, and end with the page', () => {
    const { media, sharing } = aSharing();
    sharing.follow(DOCUMENT);
    sharing.close();
    expect(media.sent.size).toBe(0);
    expect([face, voice, slides, music].map(({ readyState }) => readyState)).toEqual(Array(4).fill('live'));
  });
});

describe('the program is composed elsewhere too', () => {
  const aShow = (): ScriptedShow => {
    const show = ScriptedShow.in('live');
    show.join('host', 'host');
    show.join('mei');
    return show;
  };

  it('while a co-host or a producer is in the studio', () => {
    const show = aShow();
    expect(isComposedElsewhere(show.crew)).toBe(false);
    for (const role of ['producer', 'co-host'] as const) {
      const participantId = show.join(role, role);
      expect(isComposedElsewhere(show.crew)).toBe(true);
      show.must({ type: 'people.leave', participantId, reason: 'left' }, SYSTEM);
    }
    expect(isComposedElsewhere(show.crew)).toBe(false);
  });

  it('while somebody else makes it, also away, and no more when they have left', () => {
    const show = aShow();
    const ann = personId('ann');
    show.join('ann', 'co-host');
    show.must({ type: 'production.open', document: aDocument(), sceneId: sceneId('s1') });
    show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host', ann));
    show.must({ type: 'production.handOver', participantId: ann });
    show.must({ type: 'people.lose', participantId: ann }, SYSTEM);
    expect(isComposedElsewhere(show.crew)).toBe(true);
    show.must({ type: 'people.leave', participantId: ann, reason: 'left' }, SYSTEM);
    expect(isComposedElsewhere(show.crew)).toBe(false);
  });
});
