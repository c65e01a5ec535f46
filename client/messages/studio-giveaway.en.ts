import type { Dictionary, Format } from '../platform/translate.ts';

/** Giveaways in the studio. */
export const studioGiveawayEn = {
  action: 'Give away…',
  open: 'Start a giveaway',
  title: 'Giveaway',
  lead: 'Everybody who watches can enter once. The server draws when the time is over, and anybody can check the draw.',
  prize: 'What you give away',
  prizeHint: 'Viewers read it, for example: a jar of honey.',
  'prize.missing': 'Say what you give away.',
  item: 'From the shelf',
  noItem: 'Nothing from the shelf',
  itemHint: 'One piece for each winner is set aside at once, and free of charge for who wins.',
  winners: 'Winners',
  'winners.wrong': 'Choose 1 to 20 winners.',
  'winners.tooMany': (p: { left: number }, f: Format) =>
    p.left === 0
      ? 'There is nothing left of this product.'
      : `There are only ${f.number(p.left)} left of this product.`,
  entry: 'How to enter',
  byTap: 'Enter by a tap',
  byComment: 'Enter by a comment',
  word: 'The word to write',
  wordHint: 'A message in the chat that has this word enters.',
  'word.missing': 'Choose the word that viewers write.',
  opens: 'Open for',
  seconds: (p: { count: number }, f: Format) => `${f.number(p.count)} seconds`,
  minutes: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'minute', other: 'minutes' })}`,
  start: 'Start the giveaway',
  notLive: 'Giveaways start when the show is live.',
  running: 'A giveaway is running. The next can start when it is over.',
  strip: (p: { prize: string }) => `Giveaway: ${p.prize}`,
  state: (p: { time: string; entries: number }, f: Format) => `draws in ${p.time} · ${f.number(p.entries)} entered`,
  cancel: 'Cancel',
  drawn: (p: { names: string; count: number }, f: Format) =>
    `${f.plural(p.count, { one: 'Winner', other: 'Winners' })}: ${p.names}`,
  nobody: 'Nobody had entered',
  cancelled: 'Cancelled, without a draw',
  receipt: 'Receipt',
  cancelTitle: 'Cancel the giveaway?',
  cancelText: 'Everybody who has entered hears that there is no draw.',
  keep: 'Keep it',
} satisfies Dictionary;
