import { percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { killOften, type KillReport } from './kill-often.ts';

const KILLS = 200;
const BUYERS = 24;
const SAY_EVERY = 20;
const SHOWN_PROBLEMS = 5;

const measureKills = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: KillReport[] = [];
  const notes: string[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const seed = Number(process.env['TALLY_SEED'] ?? Math.floor(Math.random() * 1e9));
    say(`run ${run} of ${runs}: seed ${seed}`);
    const onKill = (kills: number): void => {
      if (kills % SAY_EVERY === 0) say(`killed ${kills} times`);
    };
    const report = await killOften({ kills: KILLS, buyers: BUYERS, seed, onKill });
    done.push(report);
    notes.push(noteOf(seed, report), ...[...report.lost, ...report.wrong].slice(0, SHOWN_PROBLEMS));
  }
  const figure = (name: string, unit: '' | 'ms', valueOf: (report: KillReport) => number, atMost?: number) => ({
    name,
    unit,
    runs: done.map(valueOf),
    goal: atMost === undefined ? null : { atMost },
  });
  return {
    figures: [
      figure('Kills', '', ({ kills }) => kills),
      figure('Acknowledged and lost', '', ({ lost }) => lost.length, 0),
      figure('Twice, impossible, stock not exact, or drawn otherwise', '', ({ wrong }) => wrong.length, 0),
      figure('Started again to the first buyer let in, p50', 'ms', ({ recoveriesMs }) => percentile(recoveriesMs, 0.5)),
      figure('… p95', 'ms', ({ recoveriesMs }) => percentile(recoveriesMs, 0.95)),
    ],
    notes,
  };
};

const noteOf = (seed: number, { acknowledged, drawn, cutOff, gathered, events }: KillReport): string => {
  const { holds, rejections, orders, cancels, entries } = acknowledged;
  const wishes = gathered.reduce((sum, count) => sum + count, 0);
  return (
    `seed ${seed}: acknowledged ${holds} holds and places in the line, ${rejections} wishes that got nothing, ${orders} orders, ` +
    `${cancels} cancellations and ${entries} entries, in ${events} events; drawn ${drawn.sales} flash sales and ` +
    `${drawn.giveaways} giveaways, ${drawn.receipts} receipts drawn again; ${gathered.length} kills came while ${wishes} wishes ` +
    `waited for their draw; at a kill ${cutOff.wishes} wishes had no answer yet, of which ${cutOff.stored} were stored`
  );
};

export const benchKill: Benchmark = {
  title: `Killed ${KILLS} times while ${BUYERS} buy`,
  method:
    `${BUYERS} buyers without pages reserve, pay at the demo provider, cancel, extend and enter giveaways (by a tap or a word) over ` +
    'the product’s own socket; a host adds stock and calls one flash sale and one giveaway after the other, as short as they can ' +
    'be. The server is killed (SIGKILL) after a random number of answers, up to 200, or at the moment of a draw when one is near, ' +
    'and is started again on the same data; the buyers come back, ask again for whatever had no answer, and for some of what had ' +
    'one. After every kill a copy of the database is read and added up by books of the benchmark’s own: every verdict, order, ' +
    'cancellation and entry that a buyer was told of must be in it once, and everything that everybody was told of a draw as it ' +
    'was told; held, sold and given never exceed the stock; every draw is of the seed that was committed to and of all who ' +
    'entered, once, and comes out the same when the books draw it again; receipts say what the log says; and what the server says ' +
    'of its stock and its draws is what its log comes to at that event.',
  measure: measureKills,
};
