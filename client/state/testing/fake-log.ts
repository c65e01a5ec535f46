import type { Log, LogFields } from '../../../shared/log.ts';

export type FakeLog = Log & { readonly lines: readonly string[] };

/** Keeps `level message code` of every line. */
export const fakeLog = (): FakeLog => {
  const lines: string[] = [];
  const keep = (level: string) => (fields: LogFields, message: string) =>
    void lines.push([level, message, fields.code].filter((part) => part !== undefined).join(' '));
  const log: FakeLog = {
    lines,
    debug: keep('debug'),
    info: keep('info'),
    warn: keep('warn'),
    error: keep('error'),
    with: () => log,
  };
  return log;
};
