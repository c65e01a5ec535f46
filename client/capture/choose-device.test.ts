import { describe, expect, it } from 'vitest';
import { chooseDevice } from './choose-device.ts';

const brio = { deviceId: 'id-brio', label: 'Logitech BRIO (046d:085e)' };
const builtIn = { deviceId: 'id-built-in', label: 'FaceTime HD Camera' };

describe('a remembered device', () => {
  it('is the one with its id, whatever its label says now', () => {
    expect(chooseDevice(brio, [builtIn, { ...brio, label: 'BRIO' }])).toEqual({ kind: 'found', deviceId: 'id-brio' });
  });

  it('is found by its label when its id changed', () => {
    const moved = { deviceId: 'id-new', label: ' Logitech  BRIO (046D:085E)' };
    expect(chooseDevice(brio, [builtIn, moved])).toEqual({ kind: 'found', deviceId: 'id-new' });
  });

  it('goes by id before label when two devices share a label', () => {
    const twin = { deviceId: 'id-twin', label: brio.label };
    expect(chooseDevice(brio, [twin, brio])).toEqual({ kind: 'found', deviceId: 'id-brio' });
  });

  it('is missing when others are there', () => {
    expect(chooseDevice(brio, [builtIn])).toEqual({ kind: 'missing' });
    expect(chooseDevice(brio, [])).toEqual({ kind: 'missing' });
  });

  it('cannot be told while the browser hides labels', () => {
    expect(chooseDevice(brio, [{ deviceId: '', label: '' }])).toEqual({ kind: 'hidden' });
  });

  it('is never found by an empty label', () => {
    expect(chooseDevice({ deviceId: 'old', label: '' }, [builtIn])).toEqual({ kind: 'missing' });
  });
});

it('no remembered device means the default', () => {
  expect(chooseDevice(null, [])).toEqual({ kind: 'default' });
});
