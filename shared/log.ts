/** What a log line may carry: ids and numbers, never names, tokens or SDP. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** A logger with bound context. One object, one message; `info` is one line per lifecycle step. */
export type Log = {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string, cause?: unknown): void;
  with(fields: LogFields): Log;
};
