import type { Dictionary, Format } from '../platform/translate.ts';

export const studioEn = {
  goLive: 'Go live',
  endShow: 'End show',
  onAir: 'On air',
  scenes: 'Scenes',
  layers: 'Layers',
  shelf: 'Shelf',
  explain: 'Explain',
  stopExplaining: 'Stop',
  watching: (p: { count: number }, f: Format) => `${f.number(p.count)} watching`,
} satisfies Dictionary;
