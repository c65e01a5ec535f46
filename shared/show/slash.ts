import * as v from 'valibot';
import { ChatText, SlowSeconds } from './chat.ts';

/** What a line that somebody of the staff typed asks for. `chosen` is the message that is chosen in their list. */
export type ChatLine =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'announce'; readonly text: string }
  | { readonly kind: 'slow'; readonly seconds: number }
  | { readonly kind: 'pin-chosen' | 'hide-chosen' | 'unpin' }
  /** Nothing but blanks, a command that takes something else, or one that is none. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'misused'; readonly name: SlashName }
  | { readonly kind: 'unknown'; readonly name: string };

export const SLASH_NAMES = ['slow', 'pin', 'unpin', 'hide', 'announce'] as const;
export type SlashName = (typeof SLASH_NAMES)[number];

const COMMAND = /^\/(\S+)\s*([^]*)$/u;
const Seconds = v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), SlowSeconds);

/** `//` writes a line that begins with one. */
export const parseChatLine = (typed: string): ChatLine => {
  const line = typed.trim();
  if (line === '') return { kind: 'empty' };
  if (line.startsWith('//')) return { kind: 'say', text: line.slice(1) };
  const command = COMMAND.exec(line);
  if (!command) return { kind: 'say', text: line };
  const [, name = '', rest = ''] = command;
  return parseCommand(name.toLowerCase(), rest.trim());
};

const parseCommand = (name: string, rest: string): ChatLine => {
  switch (name) {
    case 'slow': {
      if (rest.toLowerCase() === 'off') return { kind: 'slow', seconds: 0 };
      const seconds = v.safeParse(Seconds, rest);
      return seconds.success ? { kind: 'slow', seconds: seconds.output } : { kind: 'misused', name };
    }
    case 'announce': {
      const text = v.safeParse(ChatText, rest);
      return text.success ? { kind: 'announce', text: text.output } : { kind: 'misused', name };
    }
    case 'pin':
      return rest === '' ? { kind: 'pin-chosen' } : { kind: 'misused', name };
    case 'unpin':
      return rest === '' ? { kind: 'unpin' } : { kind: 'misused', name };
    case 'hide':
    case 'delete':
      return rest === '' ? { kind: 'hide-chosen' } : { kind: 'misused', name: 'hide' };
    default:
      return { kind: 'unknown', name };
  }
};
