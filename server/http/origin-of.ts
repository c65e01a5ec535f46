import type { Request } from 'express';
import type { HttpConfig } from './config.ts';

/** Where people reach the server: what the settings say, or else where this request was sent to, which is one of our own hosts. */
export const originOf = ({ protocol, host }: Request, { publicOrigin }: Pick<HttpConfig, 'publicOrigin'>): string =>
  publicOrigin ?? `${protocol}://${host}`;
