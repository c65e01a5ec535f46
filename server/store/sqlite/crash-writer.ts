import { stdout } from 'node:process';
import * as v from 'valibot';
import { ShowId } from '../../../shared/ids.ts';
import { openSqliteStore } from './open.ts';

// The victim of the crash test: appends as fast as it can and says each seq once it is acknowledged.
const { dataDir, showId } = v.parse(v.object({ dataDir: v.string(), showId: ShowId }), {
  dataDir: process.argv[2],
  showId: process.argv[3],
});
const { log } = openSqliteStore({ dataDir });
let seq = log.read(showId, 0).at(-1)?.seq ?? 0;

const appendNext = (): void => {
  const batch = Array.from({ length: 1 + (seq % 3) }, (_, index) => ({
    type: 'show.renamed' as const,
    title: `Title ${seq + index + 1}`,
  }));
  seq = log.append(showId, seq, seq + 1, batch).at(-1)?.seq ?? seq;
  stdout.write(`${seq}\n`, () => setImmediate(appendNext));
};
appendNext();
