import type { Dictionary, Format } from '../platform/translate.ts';

/** Giveaways on the watch page. */
export const giveawayEn = {
  title: (p: { prize: string }) => `Giveaway: ${p.prize}`,
  closesIn: (p: { time: string }) => `Closes in ${p.time}`,
  closesNow: 'Drawing…',
  facts: (p: { winners: number; entries: number }, f: Format) =>
    `${f.number(p.winners)} ${f.plural(p.winners, { one: 'winner', other: 'winners' })} · ${
      p.entries === 0
        ? 'nobody has entered yet'
        : `${f.number(p.entries)} ${f.plural(p.entries, { one: 'person has', other: 'people have' })} entered`
    }`,
  enter: 'Enter',
  name: 'Your name',
  nameHint: 'Everybody hears it if you win.',
  nameWrong: 'Enter a name of up to 24 characters.',
  write: (p: { word: string }) => `Write “${p.word}” in the chat to enter.`,
  writeIt: (p: { word: string }) => `Write “${p.word}”`,
  entered: 'You are in the draw. Stay here to hear who wins.',
  won: 'You won!',
  wonPiece: 'One piece is set aside for you; there is nothing to pay.',
  wonNote: (p: { name: string }) =>
    `The hosts see that you won, as ${p.name}, and tell you in the chat how you get it.`,
  lost: 'You did not win this time.',
  winners: (p: { count: number; names: string }, f: Format) =>
    `${f.plural(p.count, { one: 'The winner is', other: 'The winners are' })} ${p.names}.`,
  nobody: 'It is over, and nobody had entered.',
  cancelled: 'The hosts have ended this giveaway without a draw.',
  dismiss: 'Hide the giveaway',
} satisfies Dictionary;
