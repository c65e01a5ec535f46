import { utcText } from '../utc-text.ts';
import type { Numbers } from './numbers.ts';

const HEADER = ['Time (UTC)', 'Seconds since the first count', 'Watching', 'Explained'] as const;

type Counted = { readonly numbers: Pick<Numbers, 'samples' | 'callouts'> };

/** How many watched when, as a table: the header, and a row for each count, oldest first, with what was explained then. */
export function* audienceTable({ numbers: { samples, callouts } }: Counted): Generator<readonly string[]> {
  yield HEADER;
  const startMs = samples[0]?.atMs ?? 0;
  for (const { atMs, watching } of samples) {
    const explained = callouts.findLast(
      ({ openedAtMs, closedAtMs }) => openedAtMs <= atMs && (closedAtMs === null || atMs < closedAtMs),
    );
    const seconds = Math.round((atMs - startMs) / 1_000);
    yield [utcText(atMs), String(seconds), String(watching), explained?.name ?? ''];
  }
}
