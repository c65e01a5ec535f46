import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { makeOpenSource, type Faultable, type OpenSource } from '../capture/open-source.ts';
import { DeviceSlot } from './device-slot.svelte.ts';
import { aTrack } from './testing/fake-track.ts';
import { settle } from './testing/settle.ts';

const aSource = (label: string): OpenSource & Faultable =>
  makeOpenSource({
    video: aTrack('video', label),
    audio: null,
    facts: { deviceId: label, label, surface: null, widthPx: null, heightPx: null, sharedSound: 'none' },
    faultOnEnd: () => ({ code: 'camera.unplugged' }),
  });

const opening = (source: OpenSource) => () => Promise.resolve(source);
const failing = (code: ErrorCode) => () => Promise.reject(new AppError(code));

const aSlot = () => {
  const told: (string | null)[] = [];
  const slot = new DeviceSlot<OpenSource>((source) => void told.push(source?.facts.label ?? null));
  return { slot, told };
};

describe('a device', () => {
  it('delivers what was opened until it is turned off', async () => {
    const { slot, told } = aSlot();
    const front = aSource('front');
    const using = slot.use(opening(front));
    expect(slot.now).toEqual({ state: 'opening' });
    await using;
    expect(slot.source).toBe(front);
    slot.turnOff();
    expect(slot.now).toEqual({ state: 'off' });
    expect(front.video?.readyState).toBe('ended');
    expect(told).toEqual(['front', null]);
  });

  it('is changed without a moment of nothing', async () => {
    const { slot, told } = aSlot();
    const front = aSource('front');
    await slot.use(opening(front));
    await slot.use(opening(aSource('back')));
    expect(told).toEqual(['front', 'back']);
    expect(front.video?.readyState).toBe('ended');
  });

  it('stays what it was when another cannot be opened', async () => {
    const { slot, told } = aSlot();
    const front = aSource('front');
    await slot.use(opening(front));
    expect(await slot.use(failing('camera.missing'))).toEqual({ ok: false, error: { code: 'camera.missing' } });
    expect(slot.source).toBe(front);
    expect(told).toEqual(['front']);
  });

  it('lets go first where only one can be open at a time', async () => {
    const { slot, told } = aSlot();
    const front = aSource('front');
    await slot.use(opening(front));
    const done = await slot.use(() =>
      front.video?.readyState === 'live'
        ? Promise.reject(new AppError('camera.busy'))
        : Promise.resolve(aSource('back')),
    );
    expect(done.ok).toBe(true);
    expect(told).toEqual(['front', null, 'back']);
  });

  it('follows the newest wish, and closes what comes too late', async () => {
    const { slot, told } = aSlot();
    const late = Promise.withResolvers<OpenSource>();
    const slow = aSource('slow');
    const first = slot.use(() => late.promise);
    await slot.use(opening(aSource('back')));
    late.resolve(slow);
    expect(await first).toEqual({ ok: true, value: undefined });
    expect(slow.video?.readyState).toBe('ended');
    expect(told).toEqual(['back']);
  });

  it('is not opened any more once it is turned off', async () => {
    const { slot, told } = aSlot();
    const late = Promise.withResolvers<OpenSource>();
    const using = slot.use(() => late.promise);
    slot.turnOff();
    late.resolve(aSource('slow'));
    await using;
    expect(slot.now).toEqual({ state: 'off' });
    expect(told).toEqual([]);
  });
});

describe('a device that was unplugged', () => {
  it('says so, and comes back when it is there again', async () => {
    const { slot, told } = aSlot();
    const front = aSource('front');
    const next = [front, aSource('front again')];
    await slot.use(() => Promise.resolve(next.shift() ?? front));
    front.raise({ code: 'camera.unplugged' });
    expect(slot.now).toEqual({ state: 'fault', code: 'camera.unplugged' });
    await slot.recover();
    await settle();
    expect(told).toEqual(['front', null, 'front again']);
  });

  it('is left alone where plugging in is no cure', async () => {
    const { slot } = aSlot();
    await slot.use(failing('camera.denied'));
    await slot.recover();
    expect(slot.now).toEqual({ state: 'fault', code: 'camera.denied' });
  });
});
