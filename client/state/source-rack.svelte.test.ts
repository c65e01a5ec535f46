import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS, type SceneDocument, type Source } from '../../shared/scene/document.ts';
import { makeSource } from '../../shared/scene/edit-sources.ts';
import { aCamera, aDocument, sourceId } from '../../shared/scene/sample-documents.ts';
import { SourceRack } from './source-rack.svelte.ts';
import { fakeLog } from './testing/fake-log.ts';
import { aSourceOf, FakeCapture, FakeSinks } from './testing/fake-sources.ts';
import { seenBy } from './testing/seen.svelte.ts';

const camera = aCamera('camera');
const microphone = makeSource('microphone', sourceId('microphone'), 'microphone');
const screen = makeSource('screen', sourceId('screen'), 'screen');
const pattern = makeSource('test-pattern', sourceId('pattern'), 'pattern');

const withSources = (...sources: readonly Source[]): SceneDocument => aDocument({ sources });
const LOGI = { deviceId: 'logi', label: 'Logi C920' };
const NO_DEVICES = { cameras: [], microphones: [] };

const aRack = (devices: 'here' | 'elsewhere' = 'here') => {
  const capture = new FakeCapture();
  const sinks = new FakeSinks();
  const permissions: string[] = [];
  /** The camera's track, each time that tracks change. */
  const open: string[] = [];
  const rack = new SourceRack({
    open: capture.open,
    devices,
    sinks,
    log: fakeLog(),
    onPermission: () => void permissions.push('given'),
    onTracks: () => void open.push(String(rack.tracks(camera.id)?.video?.readyState)),
  });
  return { rack, capture, sinks, permissions, open };
};

describe('devices of another computer', () => {
  it('are not opened, also when they are asked for; what is no device is', async () => {
    const { rack, capture } = aRack('elsewhere');
    rack.follow(withSources(camera, microphone, screen, pattern));
    await rack.retry(screen.id);
    expect(capture.asked).toEqual(['pattern']);
    expect([camera, microphone, screen].map(({ id }) => rack.status(id).state)).toEqual(Array(3).fill('elsewhere'));
  });

  it('take the place of a test pattern that stood in for one', async () => {
    const { rack, capture, sinks } = aRack('elsewhere');
    rack.follow(withSources({ ...pattern, id: camera.id }));
    await capture.deliverAll();
    expect(sinks.video.has(camera.id)).toBe(true);
    rack.follow(withSources(camera));
    expect(sinks.video.has(camera.id)).toBe(false);
    expect(rack.status(camera.id)).toEqual({ state: 'elsewhere' });
  });
});

it('who uses tracks too hears of them before they are stopped', async () => {
  const { rack, capture, open } = aRack();
  rack.follow(withSources(camera));
  const source = await capture.opening(camera.id).deliver();
  expect(rack.tracks(camera.id)).toMatchObject({ video: source.video, audio: null });
  expect(open).toEqual(['live']);
  rack.follow(withSources());
  expect(rack.tracks(camera.id)).toBeNull();
  expect(open).toEqual(['live', 'undefined']);
  expect(source.video?.readyState).toBe('ended');
});

describe('opening', () => {
  it('opens what is added and sends its tracks where they belong', async () => {
    const { rack, capture, sinks, permissions } = aRack();
    rack.follow(withSources(camera, microphone, pattern));
    expect(capture.asked).toEqual(['camera', 'microphone', 'pattern']);
    expect(rack.status(camera.id)).toEqual({ state: 'opening' });
    expect(permissions).toEqual([]);

    await capture.deliverAll();
    expect(rack.status(camera.id)).toEqual({
      state: 'live',
      label: 'camera (device)',
      surface: null,
      sharedSound: 'none',
      pace: 'moving',
    });
    expect([...sinks.video.keys()]).toEqual(['camera', 'pattern']);
    expect([...sinks.audio.keys()]).toEqual(['microphone', 'pattern']);
    expect(permissions).toHaveLength(3);
  });

  it('shows a component each step of a source', async () => {
    const { rack, capture } = aRack();
    const seen = seenBy(() => rack.status(camera.id).state);
    rack.follow(withSources(camera));
    expect(seen.values.at(-1)).toBe('opening');
    await capture.deliverAll();
    expect(seen.values).toEqual(['idle', 'opening', 'live']);
    seen.stop();
  });

  it('opens a source again when its device or size changes, and not for a name or a mirror', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    const first = await capture.opening(camera.id).deliver();
    rack.follow(withSources(aCamera('camera', { name: 'Hands', isMirrored: true })));
    expect(capture.asked).toHaveLength(1);

    rack.follow(withSources(aCamera('camera', { device: LOGI })));
    expect(capture.asked).toHaveLength(2);
    expect(first.isClosed).toBe(true);
    expect(sinks.slates.has(camera.id)).toBe(true);
    await capture.deliverAll();
    expect(sinks.slates.has(camera.id)).toBe(false);

    rack.follow(withSources(aCamera('camera', { device: LOGI, size: { widthPx: 1920, heightPx: 1080 } })));
    expect(capture.asked).toHaveLength(3);
  });

  it('opens a test pattern again in the program’s new format', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(pattern));
    await capture.deliverAll();
    rack.follow(aDocument({ sources: [pattern], format: PROGRAM_FORMATS['portrait-1024'] }));
    expect(capture.asked).toHaveLength(2);
  });

  it('closes a source that opens only after it was removed', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    const opening = capture.opening(camera.id);
    rack.follow(withSources());
    expect(opening.signal.aborted).toBe(true);
    const late = await opening.deliver();
    expect(late.isClosed).toBe(true);
    expect(sinks.video.size).toBe(0);
    expect(rack.status(camera.id)).toEqual({ state: 'idle' });
  });

  it('keeps the newer of two openings, whichever is ready first', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    const slow = capture.opening(camera.id);
    rack.follow(withSources(aCamera('camera', { device: LOGI })));
    const chosen = await capture.opening(camera.id).deliver();
    const late = await slow.deliver();
    expect(late.isClosed).toBe(true);
    expect(chosen.isClosed).toBe(false);
    expect(sinks.video.get(camera.id)).toBe(chosen.video);
  });

  it('says nothing of an opening that fails after the source was removed', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(camera));
    const opening = capture.opening(camera.id);
    rack.follow(withSources());
    await opening.refuse(new DOMException('removed', 'AbortError'));
    expect(rack.status(camera.id)).toEqual({ state: 'idle' });
  });

  it('takes a removed source out of picture and sound', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(pattern));
    const open = await capture.opening(pattern.id).deliver();
    rack.follow(withSources());
    expect(open.isClosed).toBe(true);
    expect([...sinks.video, ...sinks.audio, ...sinks.slates]).toEqual([]);
  });
});

describe('faults', () => {
  it('turns a refusal into a status, and leaves a slate', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    await capture.opening(camera.id).refuse('camera.denied');
    expect(rack.status(camera.id)).toEqual({ state: 'fault', code: 'camera.denied' });
    expect(sinks.slates.has(camera.id)).toBe(true);
  });

  it('turns the loss of a live source into a status', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    const open = await capture.opening(camera.id).deliver();
    open.raise({ code: 'camera.unplugged' });
    expect(rack.status(camera.id)).toEqual({ state: 'fault', code: 'camera.unplugged' });
    expect(open.isClosed).toBe(true);
    expect(sinks.slates.has(camera.id)).toBe(true);
  });

  it('does not show a source that was lost before it was taken over', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    const lost = aSourceOf(camera);
    lost.raise({ code: 'camera.unplugged' });
    await capture.opening(camera.id).deliver(lost);
    expect(rack.status(camera.id)).toEqual({ state: 'fault', code: 'camera.unplugged' });
    expect(sinks.video.has(camera.id)).toBe(false);
    expect(lost.isClosed).toBe(true);
  });

  it('brings an unplugged device back when it is listed again', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(aCamera('camera', { device: LOGI })));
    const open = await capture.opening(camera.id).deliver();
    open.raise({ code: 'camera.unplugged' });
    rack.handleDevices(NO_DEVICES);
    rack.handleDevices({ cameras: [{ deviceId: 'other', label: 'FaceTime' }], microphones: [] });
    expect(capture.asked).toHaveLength(1);

    rack.handleDevices({ cameras: [LOGI], microphones: [] });
    expect(capture.asked).toHaveLength(2);
    await capture.deliverAll();
    expect(rack.status(camera.id).state).toBe('live');
    expect(sinks.slates.has(camera.id)).toBe(false);
  });

  it('leaves live sources alone when devices come and go', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(camera, microphone));
    await capture.deliverAll();
    rack.handleDevices({ cameras: [LOGI], microphones: [LOGI] });
    expect(capture.asked).toHaveLength(2);
  });

  it('tries a denied source again only when asked to', async () => {
    const { rack, capture } = aRack();
    const document = withSources(camera);
    rack.follow(document);
    await capture.opening(camera.id).refuse('camera.denied');
    rack.handleDevices({ cameras: [LOGI], microphones: [] });
    rack.follow({ ...document });
    expect(capture.asked).toHaveLength(1);

    void rack.retry(camera.id);
    expect(rack.status(camera.id)).toEqual({ state: 'opening' });
    await capture.deliverAll();
    expect(rack.status(camera.id).state).toBe('live');
  });

  it('says that a picture stands still, and keeps it; opening it again is the person’s choice', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(camera));
    await capture.deliverAll();
    rack.handlePace(camera.id, 'stalled');
    expect(rack.status(camera.id)).toMatchObject({ state: 'live', pace: 'stalled' });
    expect(sinks.slates.has(camera.id)).toBe(false);
    expect(capture.asked).toHaveLength(1);
    rack.handlePace(camera.id, 'moving');
    expect(rack.status(camera.id)).toMatchObject({ state: 'live', pace: 'moving' });

    rack.handlePace(camera.id, 'stalled');
    void rack.retry(camera.id);
    await capture.deliverAll();
    expect(rack.status(camera.id)).toMatchObject({ state: 'live', pace: 'moving' });
  });

  it('has no pace once it is lost', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(camera));
    await capture.opening(camera.id).refuse('camera.denied');
    rack.handlePace(camera.id, 'stalled');
    expect(rack.status(camera.id)).toEqual({ state: 'fault', code: 'camera.denied' });
  });

  it('tries a denied source again with another device', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(camera));
    await capture.opening(camera.id).refuse('camera.denied');
    rack.follow(withSources(aCamera('camera', { device: LOGI })));
    expect(capture.asked).toHaveLength(2);
  });

  it('forgets why a removed source failed, so that it opens when it is back', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(camera));
    await capture.opening(camera.id).refuse('camera.denied');
    rack.follow(withSources());
    rack.follow(withSources(camera));
    expect(capture.asked).toHaveLength(2);
  });
});

describe('shared screens', () => {
  it('wait for a gesture', async () => {
    const { rack, capture } = aRack();
    rack.follow(withSources(screen));
    expect(capture.asked).toEqual([]);
    expect(rack.status(screen.id)).toEqual({ state: 'idle' });

    void rack.retry(screen.id);
    // In the same turn as the click: browsers ask for a screen only then.
    expect(capture.asked).toEqual(['screen']);
    await capture
      .opening(screen.id)
      .deliver(aSourceOf(screen, { label: '', surface: 'window', sharedSound: 'dropped' }));
    expect(rack.status(screen.id)).toMatchObject({
      state: 'live',
      label: '',
      surface: 'window',
      sharedSound: 'dropped',
    });
  });

  it.each(['screen.canceled', 'screen.ended'] as const)('wait again after %s, without a word', async (code) => {
    const { rack, capture } = aRack();
    rack.follow(withSources(screen));
    void rack.retry(screen.id);
    const open = await capture.opening(screen.id).deliver();
    open.raise({ code });
    expect(rack.status(screen.id)).toEqual({ state: 'idle' });
    rack.follow(withSources(screen));
    expect(capture.asked).toHaveLength(1);
  });

  it('stop when the host says so, and leave a slate', async () => {
    const { rack, capture, sinks } = aRack();
    rack.follow(withSources(screen));
    void rack.retry(screen.id);
    const open = await capture.opening(screen.id).deliver();
    rack.stop(screen.id);
    expect(open.isClosed).toBe(true);
    expect(rack.status(screen.id)).toEqual({ state: 'idle' });
    expect(sinks.slates.has(screen.id)).toBe(true);
    expect(sinks.audio.has(screen.id)).toBe(false);
  });
});

describe('the end', () => {
  it('closes every source and opens nothing more', async () => {
    const { rack, capture, sinks } = aRack();
    const document = withSources(camera, microphone);
    rack.follow(document);
    const open = await capture.opening(camera.id).deliver();
    const pending = capture.opening(microphone.id);
    rack.close();
    expect(open.isClosed).toBe(true);
    expect((await pending.deliver()).isClosed).toBe(true);
    expect([...sinks.video, ...sinks.audio]).toEqual([]);

    rack.follow(document);
    rack.handleDevices({ cameras: [LOGI], microphones: [LOGI] });
    void rack.retry(camera.id);
    expect(capture.asked).toHaveLength(2);
  });
});
