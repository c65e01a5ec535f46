import * as v from 'valibot';

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

/** The part of `Storage` that is used. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem'>;

/** What was remembered, with the defaults for what was not, or cannot be read. */
export const readPanelSizes = (store: TextStore | null): PanelSizes => {
  const stored = v.safeParse(v.pipe(v.string(), v.parseJson(), PanelSizes), store?.getItem(STORAGE_KEY));
  if (!stored.success) return DEFAULTS;
  const { leftPx, rightPx, scenesPx, mixerPx } = stored.output;
  return {
    leftPx: within('leftPx', leftPx),
    rightPx: within('rightPx', rightPx),
    scenesPx: within('scenesPx', scenesPx),
    mixerPx: within('mixerPx', mixerPx),
  };
};

/** Sizes are a comfort: a full store forgets them, and the studio goes on. */
export const keepPanelSizes = (store: TextStore | null, sizes: PanelSizes): void => {
  try {
    store?.setItem(STORAGE_KEY, JSON.stringify(sizes));
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) throw refusal;
  }
};

/** The page's own store; null where the browser forbids it. */
export const pageStore = (window: Window): TextStore | null => {
  try {
    return window.localStorage;
  } catch (refusal) {
    if (refusal instanceof DOMException) return null;
    throw refusal;
  }
};
