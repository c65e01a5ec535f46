import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type CommandResult = {
  /** -1 when a signal ended it or it could not be started. */
  readonly exitCode: number;
  /** stdout and stderr, as they came. */
  readonly output: string;
};

export type CommandOptions = {
  readonly signal: AbortSignal;
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
};

/** Runs a program to its end and collects what it prints. Rejects only when `signal` aborts. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  options.signal.throwIfAborted();
  const lines: string[] = [];
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: options.signal,
  });
  const take = (line: string): void => {
    lines.push(line);
    options.onLine?.(line);
  };
  createInterface({ input: child.stdout }).on('line', take);
  createInterface({ input: child.stderr }).on('line', take);
  const exitCode = await new Promise<number>((resolve) => {
    child.once('error', (cause) => {
      take(`${command}: ${cause.message}`);
      resolve(-1);
    });
    child.once('close', (code) => {
      resolve(code ?? -1);
    });
  });
  options.signal.throwIfAborted();
  return { exitCode, output: lines.join('\n') };
}
