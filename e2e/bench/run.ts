import { parseArgs } from 'node:util';
import { benchBurst } from './burst-on-air.ts';
import { benchCompositor } from './compositor.ts';
import { describeConditions, QUIET_PERCENT, readConditions } from './conditions.ts';
import { benchCountdown } from './countdown.ts';
import { isMet, type Benchmark, type Report } from './figure.ts';
import { benchFlash } from './flash-burst.ts';
import { benchKill } from './kill/kill.ts';
import { benchLoad } from './load/load.ts';
import { benchPeople } from './people/people.ts';
import { benchTakeover } from './people/takeover.ts';
import { benchCallout } from './picture/callout.ts';
import { benchFrames } from './picture/frames.ts';
import { benchJoin } from './picture/join.ts';
import { benchLatency } from './picture/latency.ts';
import { markdownTable } from './report.ts';
import { benchSizes } from './sizes.ts';
import { benchTalk } from './talk/talk.ts';
import { writeDocument, type Measurement } from './write-document.ts';

// run.ts [NAME…] [--runs N] [--write]
// Measures everything, or what is named, prints each figure with its goal, and with --write puts them into docs/benchmarks.md.
const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  latency: benchLatency,
  join: benchJoin,
  callout: benchCallout,
  compositor: benchCompositor,
  frames: benchFrames,
  sizes: benchSizes,
  load: benchLoad,
  people: benchPeople,
  takeover: benchTakeover,
  kill: benchKill,
  flash: benchFlash,
  burst: benchBurst,
  countdown: benchCountdown,
  talk: benchTalk,
};
const DEFAULT_RUNS = 3;

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: String(DEFAULT_RUNS) }, write: { type: 'boolean', default: false } },
});
const unknown = positionals.find((name) => !Object.hasOwn(BENCHMARKS, name));
const runs = Number(values.runs);

if (unknown !== undefined || !Number.isInteger(runs) || runs < 1) {
  print(`npm run bench -- [${Object.keys(BENCHMARKS).join(' | ')}]… [--runs N] [--write]`);
  process.exitCode = 2;
} else {
  await measureAll(positionals.length > 0 ? positionals : Object.keys(BENCHMARKS));
}

async function measureAll(names: readonly string[]): Promise<void> {
  const conditions = await readConditions();
  for (const line of describeConditions(conditions)) print(line);
  if (conditions.otherLoadPercent > QUIET_PERCENT)
    print('The machine is busy: these figures are a smoke test, no record.');
  const done: Measurement[] = [];
  for (const name of names) {
    const benchmark = BENCHMARKS[name];
    const report = benchmark && (await measureOne(benchmark));
    if (report) done.push({ command: commandOf(name), benchmark, report });
  }
  const missed = done.flatMap(({ report }) => report.figures.filter((figure) => !isMet(figure)));
  print(
    `\n${missed.length === 0 ? 'No goal that was measured is missed.' : `Missed: ${missed.map(({ name }) => name).join('; ')}.`}`,
  );
  if (values.write) await writeDocument({ conditions, runs, done });
}

/** What measures this section alone, as it was measured. */
function commandOf(name: string): string {
  return `npm run bench -- ${name}${runs === DEFAULT_RUNS ? '' : ` --runs ${runs}`}`;
}

/** Null when it broke: the others are measured all the same. */
async function measureOne(benchmark: Benchmark): Promise<Report | null> {
  print(`\n${benchmark.title}`);
  try {
    const report = await benchmark.measure({ runs, say: (line) => print(`  ${line}`) });
    print(`\n${markdownTable(report.figures)}`);
    for (const note of report.notes) print(`  ${note}`);
    return report;
  } catch (error) {
    print(`  not measured: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
    return null;
  }
}
