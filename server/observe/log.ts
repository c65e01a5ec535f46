import pino, { type DestinationStream, type Logger } from 'pino';
import { AppError } from '../../shared/errors.ts';
import type { Log, LogFields } from '../../shared/log.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Nobody logs these on purpose; a slip must not end up in a file that is mailed around. */
const SECRET_FIELDS = ['password', 'token', 'cookie', 'authorization', 'credential', 'secret', 'sdp', 'resumeToken'];

/** Codes and stacks, never messages of foreign errors with what a visitor sent: only the innermost cause's own words. */
const describe = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { error: String(error) };
  const { name, message, stack, cause } = error;
  return {
    error: name,
    message,
    ...(error instanceof AppError ? { code: error.code } : {}),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: describe(cause) }),
  };
};

const wrap = (logger: Logger): Log => ({
  debug: (fields, message) => logger.debug(fields, message),
  info: (fields, message) => logger.info(fields, message),
  warn: (fields, message) => logger.warn(fields, message),
  error: (fields, message, cause) =>
    logger.error(cause === undefined ? fields : { ...fields, cause: describe(cause) }, message),
  with: (fields: LogFields) => wrap(logger.child(fields)),
});

/** JSON lines on `destination` (stdout when left out). */
export const openLog = (level: LogLevel, destination?: DestinationStream): Log => {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET_FIELDS, censor: '[redacted]' },
  };
  return wrap(destination ? pino(options, destination) : pino(options));
};
