import * as v from 'valibot';
import { AppError } from '../shared/errors.ts';

/** A sentence for the person who starts the server: what is wrong, and what would be right. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

const SystemError = v.object({ code: v.string(), syscall: v.string() });

/** What `error` says to the operator, or null when it is of no kind that an operator can mend. */
export const sentenceOf = (error: unknown): string | null => {
  if (error instanceof OperatorError) return error.message;
  if (error instanceof AppError && error.code === 'store.unavailable' && error.cause instanceof Error) {
    return error.cause.message;
  }
  return null;
};

type Address = { readonly host: string; readonly port: number };

/** Turns what the system says about an address that cannot be listened on into a sentence. `setting` is the port's variable. */
export const explainListenError = (error: unknown, setting: string, { host, port }: Address): unknown => {
  const system = v.safeParse(SystemError, error);
  if (!system.success) return error;
  switch (system.output.code) {
    case 'EADDRINUSE':
      return new OperatorError(`Port ${port} is taken by another program; set ${setting} to a free one.`, {
        cause: error,
      });
    case 'EACCES':
      return new OperatorError(`Port ${port} needs more rights than this user has; set ${setting} to 1024 or more.`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new OperatorError(`HOST is "${host}", which is no address of this machine.`, { cause: error });
    default:
      return error;
  }
};
