import type { Dictionary, Format } from '../platform/translate.ts';

export const viewerEn = {
  live: 'LIVE',
  tapForSound: 'Tap for sound',
  hostReconnecting: 'The host is reconnecting. Stay here, the picture comes back by itself.',
  ended: 'This show has ended.',
  watching: (p: { count: number }, f: Format) => `${f.number(p.count)} watching`,
} satisfies Dictionary;
