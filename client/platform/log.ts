import type { Log, LogFields } from '../../shared/log.ts';

/** Where lines go: the browser's console, or a list in tests. */
export type LogConsole = Pick<Console, 'debug' | 'info' | 'warn' | 'error'>;

/** Lines in the browser's console: one object, one message, with the context that was bound by `with`. */
export const consoleLog = (console: LogConsole = globalThis.console, bound: LogFields = {}): Log => ({
  debug: (fields, message) => console.debug(message, { ...bound, ...fields }),
  info: (fields, message) => console.info(message, { ...bound, ...fields }),
  warn: (fields, message) => console.warn(message, { ...bound, ...fields }),
  error: (fields, message, cause) => {
    if (cause === undefined) console.error(message, { ...bound, ...fields });
    else console.error(message, { ...bound, ...fields }, cause);
  },
  with: (fields) => consoleLog(console, { ...bound, ...fields }),
});
