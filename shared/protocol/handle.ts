import * as v from 'valibot';
import { Handle } from './http.ts';

const MAX_HANDLE_LENGTH = 30;

/** A handle made of a channel's name, for the owner to change; empty when the name has nothing usable (another script). */
export const suggestHandle = (channelName: string): string => {
  const words = channelName
    .normalize('NFKD')
    .replace(/[\p{M}'’]+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_HANDLE_LENGTH)
    .replace(/^-+|-+$/g, '');
  return v.is(Handle, words) ? words : '';
};
