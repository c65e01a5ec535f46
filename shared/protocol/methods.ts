import type * as v from 'valibot';
import { CHAT_METHODS } from './chat-methods.ts';
import { MEDIA_METHODS } from './media-methods.ts';
import type { Method } from './method.ts';
import { WholeOpened } from './whole-opening.ts';
import { PEOPLE_METHODS } from './people-methods.ts';
import { SHOW_METHODS } from './show-methods.ts';
import { VIEWER_METHODS } from './viewer-methods.ts';

/** The method table: both ends' types, the server's checks and the permissions follow from it. */
export const METHODS = {
  ...VIEWER_METHODS,
  /** A viewer's page is told the part of it that its own table has. */
  'session.open': { ...VIEWER_METHODS['session.open'], result: WholeOpened },
  ...SHOW_METHODS,
  ...PEOPLE_METHODS,
  ...CHAT_METHODS,
  ...MEDIA_METHODS,
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;
export type MethodParams<Name extends MethodName> = v.InferOutput<(typeof METHODS)[Name]['params']>;
export type MethodResult<Name extends MethodName> = v.InferOutput<(typeof METHODS)[Name]['result']>;

export const isMethodName = (name: string): name is MethodName => Object.hasOwn(METHODS, name);
