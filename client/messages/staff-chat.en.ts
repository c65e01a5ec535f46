import type { SlashName } from '../../shared/show/slash.ts';
import type { Dictionary, Format } from '../platform/translate.ts';

const USAGE: Readonly<Record<SlashName, string>> = {
  slow: '/slow 10 lets each viewer write every 10 seconds; /slow off ends it.',
  pin: 'Choose a message, then /pin.',
  unpin: '/unpin takes the pinned message down.',
  hide: 'Choose a message, then /hide.',
  announce: '/announce and your words: everybody sees them marked.',
};

/** The public chat, for those who look after it: in the studio and at the desk. */
export const staffChatEn = {
  audience: 'Audience',
  backstage: 'Backstage',
  which: 'Which chat',
  log: 'Chat with the audience',
  empty: 'Nobody in the audience has written yet.',
  removed: 'Removed. Nobody can read it any more.',
  host: 'Host',
  staff: 'Staff',
  announcement: 'Announcement',
  muted: 'Muted',
  banned: 'Banned',
  message: (p: { name: string; text: string }) => `${p.name}: ${p.text}`,
  newer: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} new ${f.plural(p.count, { one: 'message', other: 'messages' })}`,
  answers: (p: { name: string; text: string }) => `${p.name}: ${p.text}`,
  answer: (p: { name: string }) => `Answer ${p.name}`,
  answering: (p: { name: string }) => `You answer ${p.name}`,
  stopAnswering: 'Answer nobody in particular',
  pin: 'Pin for everybody',
  unpin: 'Unpin',
  questions: 'Questions',
  questionsShort: 'Q&A',
  noQuestions: 'Nobody in the audience has asked yet.',
  votes: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'wants', other: 'want' })} to know`,
  answerNow: 'Answer now',
  answerDone: 'Mark answered',
  nowAnswering: 'Answering',
  answered: (p: { at: string }) => `Answered at ${p.at}`,
  removeQuestion: 'Remove this question',
  putOnAir: 'Show in the picture',
  takeOffAir: 'Take out of the picture',
  onAir: 'In the picture',
  pinned: 'Pinned',
  remove: 'Remove this message',
  mute: (p: { name: string }) => `Mute ${p.name}`,
  ban: (p: { name: string }) => `Ban ${p.name}: their messages go too`,
  free: (p: { name: string }) => `Let ${p.name} write again`,
  decided: (p: { name: string; standing: 'free' | 'muted' | 'banned' }) =>
    p.standing === 'free'
      ? `${p.name} can write again.`
      : p.standing === 'muted'
        ? `${p.name} is muted.`
        : `${p.name} is banned, and their messages are gone.`,
  undo: 'Undo',
  dismiss: 'Dismiss',
  heldTitle: (p: { count: number }, f: Format) => `${f.number(p.count)} to review`,
  show: 'Show',
  refuse: 'Reject',
  write: 'Write to the audience',
  writeHint: 'Type / for commands',
  send: 'Send',
  usage: (p: { name: SlashName }) => USAGE[p.name],
  unknown: (p: { name: string }) => `There is no command /${p.name}.`,
  noneChosen: 'Choose a message first: click it, or use the arrow keys.',
  rules: 'Slow mode, words, muted viewers',
  slow: 'Slow mode',
  slowOff: 'Off',
  slowSeconds: (p: { seconds: number }, f: Format) => `One message every ${f.number(p.seconds)} s`,
  words: 'Words to review',
  wordsHint: 'One a line. Messages with them wait until you show or reject them.',
  wordsWrong: 'At most 100 words of up to 40 characters.',
  keepWords: 'Save words',
  wordsKept: 'Saved',
  nobodyRestricted: 'Nobody is muted or banned.',
  keys: 'Arrow keys choose a message; R answers, A shows it in the picture, P pins, M mutes, B bans, Delete removes.',
} satisfies Dictionary;
