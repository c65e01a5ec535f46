import type { Dictionary, Format } from '../platform/translate.ts';

export const lobbyEn = {
  title: 'Your shows',
  signIn: 'Sign in',
  signOut: 'Sign out',
  newShow: 'New show',
  openStudio: 'Open studio',
  showCount: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'show', other: 'shows' })}`,
} satisfies Dictionary;
