import { execFile } from 'node:child_process';
import { cpus, release } from 'node:os';
import { version } from 'node:process';
import { promisify } from 'node:util';
import { chromiumPath } from '../fixtures/chromium.ts';
import { readMachine } from './process-usage.ts';

/** What a figure depends on besides the product. */
export type Conditions = {
  readonly cores: number;
  readonly processor: string;
  readonly kernel: string;
  readonly node: string;
  readonly chromium: string;
  readonly date: string;
  /** How busy the machine was before anything of ours ran, in percent of all cores. */
  readonly otherLoadPercent: number;
};

const OBSERVED_MS = 2_000;

const chromiumVersion = async (): Promise<string> => {
  const { stdout } = await promisify(execFile)(await chromiumPath(), ['--version']);
  return /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? stdout.trim();
};

const otherLoad = async (): Promise<number> => {
  const before = await readMachine();
  await new Promise((resolve) => setTimeout(resolve, OBSERVED_MS));
  const after = await readMachine();
  return (100 * (after.busy - before.busy)) / (after.total - before.total);
};

export const readConditions = async (): Promise<Conditions> => ({
  cores: cpus().length,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  kernel: release(),
  node: version,
  chromium: await chromiumVersion(),
  date: new Date().toISOString().slice(0, 10),
  otherLoadPercent: await otherLoad(),
});

/** A machine that does other work measures that work; above this a run is only a smoke test. */
export const QUIET_PERCENT = 10;

export const describeConditions = (conditions: Conditions): readonly string[] => [
  `${conditions.cores} cores (${conditions.processor}), Linux ${conditions.kernel}`,
  `Chromium ${conditions.chromium}, headless, software rendering and encoding; Node ${conditions.node}`,
  `${conditions.date}; other load on the machine before the start: ${conditions.otherLoadPercent.toFixed(0)} %`,
];
