import * as v from 'valibot';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';

/** Widths and heights of the studio's panels, in CSS pixels, as the host left them. */
const PanelSizes = v.object({
  leftPx: v.number(),
  rightPx: v.number(),
  scenesPx: v.number(),
  mixerPx: v.number(),
});
export type PanelSizes = v.InferOutput<typeof PanelSizes>;
export type PanelName = keyof PanelSizes;

/** What a panel can be: narrower cuts its words, wider leaves nothing for the picture. */
export const PANEL_LIMITS = {
  leftPx: { minPx: 208, maxPx: 420, defaultPx: 256 },
  rightPx: { minPx: 240, maxPx: 520, defaultPx: 328 },
  scenesPx: { minPx: 120, maxPx: 640, defaultPx: 336 },
  mixerPx: { minPx: 104, maxPx: 320, defaultPx: 148 },
} as const satisfies Record<PanelName, { minPx: number; maxPx: number; defaultPx: number }>;

const STORAGE_KEY = 'tally.panels';

const DEFAULTS: PanelSizes = {
  leftPx: PANEL_LIMITS.leftPx.defaultPx,
  rightPx: PANEL_LIMITS.rightPx.defaultPx,
  scenesPx: PANEL_LIMITS.scenesPx.defaultPx,
  mixerPx: PANEL_LIMITS.mixerPx.defaultPx,
};

const within = (name: PanelName, sizePx: number): number =>
  Math.min(PANEL_LIMITS[name].maxPx, Math.max(PANEL_LIMITS[name].minPx, sizePx));

/** What was remembered, with the defaults for what was not. */
export const readPanelSizes = (store: TextStore | null): PanelSizes => {
  const { leftPx, rightPx, scenesPx, mixerPx } = readKept(store, STORAGE_KEY, PanelSizes) ?? DEFAULTS;
  return {
    leftPx: within('leftPx', leftPx),
    rightPx: within('rightPx', rightPx),
    scenesPx: within('scenesPx', scenesPx),
    mixerPx: within('mixerPx', mixerPx),
  };
};

export const keepPanelSizes = (store: TextStore | null, sizes: PanelSizes): void => keep(store, STORAGE_KEY, sizes);
