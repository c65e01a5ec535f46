import { Router, type Request, type RequestHandler } from 'express';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import { defused } from '../../shared/catalog/formula.ts';
import { assert } from '../../shared/invariant.ts';
import { ShowId } from '../../shared/ids.ts';
import {
  AUDIENCE_TABLE_ROUTE,
  CALLOUT_TABLE_ROUTE,
  RECORD_ROUTE,
  SALES_TABLE_ROUTE,
} from '../../shared/protocol/http.ts';
import { recordLines } from '../../shared/record/write-record.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { audienceTable } from '../../shared/show/audience-table.ts';
import { calloutTable } from '../../shared/show/callout-table.ts';
import type { Ledger } from '../../shared/show/ledger.ts';
import type { Numbers } from '../../shared/show/numbers.ts';
import { salesTable } from '../../shared/show/sales-table.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { sha256 } from '../record/record-crypto.ts';
import type { HttpDeps } from './deps.ts';
import { EVENTS_AT_ONCE, eventsOf } from './events-of.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';
import { csvParts, sendFile } from './send-file.ts';

/** Files of a whole show, for its owner. */
export const makeDownloads = (deps: HttpDeps): Router => {
  const router = Router();
  const limit = limitRate(deps.config.limits.downloads, 'all');
  router.get(RECORD_ROUTE, limit, sendRecord(deps));
  router.get(SALES_TABLE_ROUTE, limit, sendTable(deps, 'sales', salesTable));
  router.get(CALLOUT_TABLE_ROUTE, limit, sendTable(deps, 'callouts', calloutTable));
  router.get(AUDIENCE_TABLE_ROUTE, limit, sendTable(deps, 'audience', audienceTable));
  return router;
};

type OwnShow = { readonly state: ShowState; readonly channel: string };

const findOwnShow = ({ sessions, shows }: HttpDeps, { headers, params }: Request): Result<OwnShow> => {
  const signedIn = sessions.sessionOf(headers.cookie);
  if (!signedIn) return refuse('auth.required');
  const showId = v.safeParse(ShowId, params['showId']);
  const state = showId.success ? shows.get(showId.output)?.state : null;
  if (!state) return refuse('show.not-found');
  return state.channelId === signedIn.channel.id
    ? ok({ state, channel: signedIn.channel.name })
    : refuse('auth.forbidden');
};

/** A record that breaks off lacks its last line, and is known by that. */
const sendRecord =
  (deps: HttpDeps): RequestHandler =>
  async (request, response) => {
    const found = findOwnShow(deps, request);
    if (!found.ok) return sendRefusal(response, found.error);
    const { state, channel } = found.value;
    const { store, recordKey, clock } = deps;
    const { id: showId, address, title } = state;
    const { publicKey } = recordKey;
    const lines = recordLines({
      head: { showId, address, title, channel, writtenAtMs: clock(), publicKey },
      events: eventsOf(store.log, state),
      sha256,
      sign: (text) => recordKey.sign(text),
    });
    await sendFile(request, response, {
      name: `${address}.record.jsonl`,
      type: 'application/x-ndjson',
      parts: inParts(lines),
    });
  };

type Counted = { readonly ledger: Ledger; readonly numbers: Numbers; readonly items: ShowState['items'] };

const sendTable =
  (
    deps: HttpDeps,
    name: 'sales' | 'callouts' | 'audience',
    table: (counted: Counted) => Iterable<readonly string[]>,
  ): RequestHandler =>
  async (request, response) => {
    const found = findOwnShow(deps, request);
    if (!found.ok) return sendRefusal(response, found.error);
    const { address, ledger, numbers, items } = found.value.state;
    assert(ledger && numbers, 'the server knows the whole show');
    const parts = csvParts(defusedRows(table({ ledger, numbers, items })));
    await sendFile(request, response, { name: `${address}.${name}.csv`, type: 'text/csv', parts });
  };

function* defusedRows(rows: Iterable<readonly string[]>): Generator<readonly string[]> {
  for (const row of rows) yield row.map(defused);
}

async function* inParts(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let part = '';
  let count = 0;
  for await (const line of lines) {
    part += `${line}\n`;
    count += 1;
    if (count % EVENTS_AT_ONCE !== 0) continue;
    yield part;
    part = '';
    await nextTurn();
  }
  yield part;
}
