import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const signal = new AbortController().signal;

test('both streams are collected, each line is handed out, and the exit code returned', async () => {
  const lines: string[] = [];
  const script = 'console.log("one"); console.error("two"); process.exitCode = 3';
  const result = await runCommand(process.execPath, ['-e', script], { signal, onLine: (line) => lines.push(line) });
  expect(result.exitCode).toBe(3);
  expect(lines.sort()).toEqual(['one', 'two']);
});

test('a program that does not exist is a result, not a rejection', async () => {
  const result = await runCommand('/nonexistent/program', [], { signal });
  expect(result.exitCode).toBe(-1);
  expect(result.output).toContain('/nonexistent/program');
});

test('aborting ends the program and rejects', async () => {
  const controller = new AbortController();
  const running = runCommand(process.execPath, ['-e', 'console.log("up"); setInterval(() => 0, 1000)'], {
    signal: controller.signal,
    onLine: () => {
      controller.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ name: 'AbortError' });
});
