import { describe, expect, it } from 'vitest';
import { liveLabel } from './live-label.ts';

const say = (surface: string): string => `shared ${surface}`;

describe('the label of an open source', () => {
  it('is the name of its device', () => {
    expect(liveLabel({ label: 'HD Pro Webcam', surface: null }, say)).toBe('HD Pro Webcam');
  });

  it('is what of a screen is shared, and nothing when the browser does not say', () => {
    expect(liveLabel({ label: '', surface: 'window' }, say)).toBe('shared window');
    expect(liveLabel({ label: '', surface: 'unknown' }, say)).toBe('');
  });
});
