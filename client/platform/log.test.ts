import { expect, it } from 'vitest';
import { consoleLog } from './log.ts';

type Line = { readonly level: string; readonly said: readonly unknown[] };

const recorder = () => {
  const lines: Line[] = [];
  const at =
    (level: string) =>
    (...said: unknown[]): void => {
      lines.push({ level, said });
    };
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

it('adds the bound context to every line', () => {
  const output = recorder();
  const log = consoleLog(output).with({ showId: 'S1' }).with({ part: 'net' });
  log.info({ attempt: 2 }, 'connected');
  expect(output.lines).toEqual([{ level: 'info', said: ['connected', { showId: 'S1', part: 'net', attempt: 2 }] }]);
});

it('shows the cause of an error', () => {
  const output = recorder();
  const cause = new Error('boom');
  consoleLog(output).error({}, 'lost', cause);
  consoleLog(output).error({}, 'lost again');
  expect(output.lines.map(({ said }) => said)).toEqual([
    ['lost', {}, cause],
    ['lost again', {}],
  ]);
});
