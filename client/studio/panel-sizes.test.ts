import { describe, expect, it } from 'vitest';
import type { TextStore } from '../platform/text-store.ts';
import { keepPanelSizes, readPanelSizes } from './panel-sizes.ts';

const aStore = (text: string | null = null): TextStore & { text: string | null } => ({
  text,
  getItem() {
    return this.text;
  },
  setItem(_key, value) {
    this.text = value;
  },
});

const DEFAULTS = { leftPx: 256, rightPx: 328, scenesPx: 336, mixerPx: 148 };

describe('panel sizes', () => {
  it('come back as they were left', () => {
    const store = aStore();
    keepPanelSizes(store, { ...DEFAULTS, leftPx: 300 });
    expect(readPanelSizes(store)).toEqual({ ...DEFAULTS, leftPx: 300 });
  });

  it.each([null, 'nonsense', '{"leftPx":"wide"}'])('are the defaults when %j is stored', (text) => {
    expect(readPanelSizes(aStore(text))).toEqual(DEFAULTS);
  });

  it('stay within what each panel can be', () => {
    expect(readPanelSizes(aStore(JSON.stringify({ ...DEFAULTS, leftPx: 5, mixerPx: 9_000 })))).toMatchObject({
      leftPx: 208,
      mixerPx: 320,
    });
  });
});
