import type { Dictionary, Format } from '../platform/translate.ts';

/** Flash sales on the watch page. */
export const flashEn = {
  title: 'Flash sale',
  opensIn: (p: { time: string }) => `Opens in ${p.time}`,
  closesIn: (p: { time: string }) => `Closes in ${p.time}`,
  opensNow: 'Opening…',
  closesNow: 'Closing…',
  look: (p: { name: string }) => `Flash sale: ${p.name}`,
  warmUpNote: (p: { price: string }) =>
    `${p.price} when it opens. The button comes by itself, for everybody in the same moment.`,
  limit: (p: { count: number }, f: Format) =>
    `Up to ${f.number(p.count)} ${f.plural(p.count, { one: 'piece', other: 'pieces' })} for each person.`,
  gathering: 'Everybody who asks now is in the draw. Being first by a moment is no advantage.',
  drawing: 'You are in the draw…',
  howDrawn: 'How it was drawn',
  checking: 'Drawing it again in your browser…',
  'fault.nothing': 'Drawn fairly. Your browser has drawn it again and came to the same.',
  'fault.seed': 'This is not the seed that was promised before the sale.',
  'fault.time': 'The seed was promised too late.',
  'fault.order': 'The order is not the one that the seed gives.',
  'fault.units': 'The units were not given in the order of the draw.',
  wishes: (p: { wishes: number; granted: number }, f: Format) =>
    p.wishes === 0
      ? 'Nobody asked in the first moment.'
      : `${f.number(p.granted)} of ${f.number(p.wishes)} ${f.plural(p.wishes, { one: 'wish', other: 'wishes' })} of the first moment had something.`,
  place: (p: { rank: number; wishes: number }, f: Format) =>
    `Your wish was drawn ${f.number(p.rank)} of ${f.number(p.wishes)}.`,
  commitment: 'Promised before (SHA-256 of the seed)',
  seed: 'Seed',
  download: 'Download the receipt',
} satisfies Dictionary;
