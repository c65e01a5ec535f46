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
} satisfies Dictionary;
