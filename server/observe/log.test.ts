import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { openLog } from './log.ts';

const capture = () => {
  const lines: unknown[] = [];
  return { lines, log: openLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) }) };
};

describe('the log', () => {
  it('writes one JSON line with bound fields', () => {
    const { lines, log } = capture();
    log.with({ showId: 'show1' }).info({ viewers: 3 }, 'counted');
    expect(lines).toEqual([expect.objectContaining({ level: 'info', showId: 'show1', viewers: 3, msg: 'counted' })]);
  });

  it('keeps secrets out', () => {
    const { lines, log } = capture();
    log.info({ token: 'abc', password: 'def', cookie: 'ghi' }, 'slip');
    expect(lines).toEqual([
      expect.objectContaining({ token: '[redacted]', password: '[redacted]', cookie: '[redacted]' }),
    ]);
  });

  it('tells the code and the cause of a failure', () => {
    const { lines, log } = capture();
    log.error({}, 'failed', new AppError('store.unavailable', new Error('disk full')));
    expect(lines).toMatchObject([{ cause: { code: 'store.unavailable', cause: { message: 'disk full' } } }]);
  });

  it('leaves out what is below its level', () => {
    const { lines, log } = capture();
    log.debug({}, 'detail');
    expect(lines).toEqual([]);
  });
});
