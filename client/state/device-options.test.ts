import { describe, expect, it } from 'vitest';
import { deviceOf, deviceOptions } from './device-options.ts';

const words = { byDefault: 'Default', missing: (label: string) => `${label} (gone)`, unnamed: (n: number) => `#${n}` };
const front = { deviceId: 'a', label: 'Front' };
const gone = { deviceId: 'z', label: 'Old' };

describe('deviceOptions', () => {
  it('lists the default, then what is plugged in', () => {
    expect(deviceOptions([front, { deviceId: 'b', label: '' }], null, words)).toEqual([
      { value: '', label: 'Default' },
      { value: 'a', label: 'Front' },
      { value: 'b', label: '#2' },
    ]);
  });

  it('leaves out devices whose id the browser hides', () => {
    expect(deviceOptions([{ deviceId: '', label: '' }], null, words)).toHaveLength(1);
  });

  it('keeps the chosen device when it is not plugged in', () => {
    expect(deviceOptions([front], gone, words).at(-1)).toEqual({ value: 'z', label: 'Old (gone)' });
    expect(deviceOptions([front], front, words)).toHaveLength(2);
  });
});

describe('deviceOf', () => {
  it('finds the device of an option, and null for the default', () => {
    expect(deviceOf('a', [front], null)).toEqual(front);
    expect(deviceOf('z', [front], gone)).toEqual(gone);
    expect(deviceOf('', [front, { deviceId: '', label: '' }], gone)).toBeNull();
  });
});
