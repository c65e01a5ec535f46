import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../../server/start/run-command.ts';
import { withExitCode, type Counts } from './counts.ts';
import type { Step } from './steps.ts';

export type Runner = {
  readonly root: string;
  readonly print: (text: string) => void;
  /** Takes what failed, a line each: tools print it among much else, and a log that is cut keeps its end. */
  readonly note: (line: string) => void;
  readonly signal: AbortSignal;
};

/** Runs one step, prints a line about it and, where it failed, all that it said. */
async function runStep(runner: Runner, step: Step): Promise<Counts> {
  const { root, print, note, signal } = runner;
  const bin = path.join(root, 'node_modules/.bin');
  const [program, ...args] = step.command;
  const startedAtMs = performance.now();
  const result = await runCommand(path.join(bin, program), args, {
    cwd: root,
    signal,
    // The tools' own "env node" must find the pinned Node.
    env: { ...process.env, ...step.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
    ...(step.output === 'live' && { onLine: print }),
  });
  const report = step.report && (await readReport(step.report.file));
  const counts = countsOf(step, report, result.exitCode);
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  if (counts.failed > 0 && step.output === 'on-failure') print(`\n${result.output}\n`);
  print(`${counts.failed > 0 ? 'FAILED' : 'ok    '} ${step.name} (${seconds} s)${detail(step, counts)}`);
  if (counts.failed > 0) note(`FAILED ${step.name}${detail(step, counts)}`);
  if (report !== undefined) step.report?.failuresOf(report).forEach(note);
  return counts;
}

/** Runs all steps, `atOnce` at a time, in their order. A failed one stops no other. */
export async function runSteps(runner: Runner, steps: readonly Step[], atOnce: number): Promise<Counts[]> {
  const waiting = [...steps];
  const done: Counts[] = [];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) done.push(await runStep(runner, step));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}

function countsOf(step: Step, report: unknown, exitCode: number): Counts {
  if (!step.report) return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
  return withExitCode(report === undefined ? undefined : step.report.countsOf(report), exitCode);
}

async function readReport(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    // A tool that crashed has written no report.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  return text === undefined ? undefined : JSON.parse(text);
}

function detail(step: Step, counts: Counts): string {
  if (!step.report) return '';
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `: ${counts.passed} passed, ${counts.failed} failed${skipped}`;
}
