import type { Dictionary, Format } from '../platform/translate.ts';

/** The watch page before its show begins. */
export const beforeShowEn = {
  startsSoon: 'The show starts soon',
  startsAt: (p: { atMs: number }, f: Format) => `Starts ${f.dateTime(p.atMs)}`,
  stay: 'Stay on this page: the picture starts by itself.',
  anyMoment: 'The show begins any moment now',
  daysLeft: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'day', other: 'days' })}`,
  addToCalendar: 'Add to calendar',
  onTheShelf: 'In this show',
} satisfies Dictionary;
