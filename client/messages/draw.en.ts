import type { Dictionary, Format } from '../platform/translate.ts';

/** How a flash sale or a giveaway was drawn. */
export const drawEn = {
  howDrawn: 'How it was drawn',
  checking: 'Drawing it again in your browser…',
  notLoaded: 'This could not be loaded.',
  'fault.nothing': 'Drawn fairly. Your browser has drawn it again and came to the same.',
  'fault.seed': 'This is not the seed that was promised before.',
  'fault.time': 'The seed was promised too late.',
  'fault.order': 'The order is not the one that the seed gives.',
  'fault.units': 'The units were not given in the order of the draw.',
  'fault.winners': 'The winners are not those who were drawn.',
  'fault.missing': 'Your entry is missing from the draw.',
  'wishes.flash': (p: { wishes: number; granted: number }, f: Format) =>
    p.wishes === 0
      ? 'Nobody asked in the first moment.'
      : `${f.number(p.granted)} of ${f.number(p.wishes)} ${f.plural(p.wishes, { one: 'wish', other: 'wishes' })} of the first moment had something.`,
  'wishes.giveaway': (p: { wishes: number; granted: number }, f: Format) =>
    p.wishes === 0
      ? 'Nobody had entered.'
      : `${f.number(p.granted)} of ${f.number(p.wishes)} ${f.plural(p.wishes, { one: 'entry', other: 'entries' })} won.`,
  place: (p: { rank: number; wishes: number }, f: Format) =>
    `You were drawn ${f.number(p.rank)} of ${f.number(p.wishes)}.`,
  commitment: 'Promised before (SHA-256 of the seed)',
  seed: 'Seed',
  download: 'Download the receipt',
} satisfies Dictionary;
