import { beforeAll, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { canonicalJson, type Json } from '../../shared/record/canonical-json.ts';
import { checkRecord } from '../../shared/record/check-record.ts';
import { chainedHash } from '../../shared/record/show-record.ts';
import { recordLines } from '../../shared/record/write-record.ts';
import { HOST_ID, SYSTEM } from '../../shared/show/actor.ts';
import { ScriptedTill } from '../../shared/show/till-fixture.ts';
import { sha256, verifySigned } from './record-crypto.ts';
import type { RecordKey } from './record-key.ts';
import { makeRecordKey } from './record-key-fixture.ts';
import { flawSentence, wholeSentence } from './verdict.ts';

const ours = makeRecordKey();

/** The record of a show in which somebody bought something, and somebody said something backstage. */
const aRecord = async (key: RecordKey = ours): Promise<readonly string[]> => {
  const till = new ScriptedTill({ stock: 3 });
  const { show } = till;
  show.must(
    { type: 'people.join', participantId: HOST_ID, role: 'host', name: 'Hui', inviteId: null, explaining: 'at-once' },
    SYSTEM,
  );
  show.must({ type: 'talk.post', text: 'The last jar is mine' });
  till.request('ann');
  till.pay(till.newest('ann').holdId);
  const { id: showId, address, title } = show.state;
  const { publicKey } = key;
  const head = { showId, address, title, channel: 'Tea house', writtenAtMs: Date.UTC(2026, 10, 27), publicKey };
  const lines: string[] = [];
  for await (const line of recordLines({ head, events: show.log, sha256, sign: (text) => key.sign(text) }))
    lines.push(line);
  return lines;
};

const check = (lines: readonly string[], expectedKey: string | null = ours.publicKey) =>
  checkRecord(`${lines.join('\n')}\n`, { sha256, verify: verifySigned, expectedKey });

const verdict = async (lines: readonly string[], expectedKey?: string | null): Promise<string> => {
  const checked = await check(lines, expectedKey);
  return checked.ok ? wholeSentence(checked.value) : flawSentence(checked.error);
};

let lines: readonly string[];
beforeAll(async () => {
  lines = await aRecord();
});

/** The line of the event that says that something was paid, and its seq. */
const paidAt = (): number => lines.findIndex((line) => line.includes('"order.paid"'));

describe('a record as it was written', () => {
  it('is whole, and says of what', async () => {
    expect(await verdict(lines)).toBe(
      [
        `Whole and unchanged: ${lines.length - 2} events of “Spring teas” (/watch/spring-teas) by Tea house, as of 2026-11-27T00:00:00.000Z.`,
        `Hash: ${hashOf(lines.at(-2))}`,
        `Signed by the key ${ours.publicKey}. The shop's own is at /api/record-key on its server; name it as a second argument to have it compared.`,
      ].join('\n'),
    );
    // Whoever opens it in an editor may lose the last line break.
    expect((await checkRecord(lines.join('\n'), { sha256, verify: verifySigned, expectedKey: null })).ok).toBe(true);
  });

  it('has every sale, and of the words backstage only that they were said', () => {
    expect(lines.filter((line) => line.includes('"type":"hold.granted"'))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('"type":"talk.posted"'))).toEqual([
      expect.stringContaining('"event":{"type":"talk.posted","withheld":true}'),
    ]);
    expect(lines.join()).not.toContain('mine');
  });

  it('can be added up by anybody: a line’s hash is that of the one before, a line break and the line without it', async () => {
    const [first = '', second = ''] = lines;
    const { hash, ...content } = JSON.parse(second) as Record<string, Json>;
    expect(await sha256(`${hashOf(first)}\n${canonicalJson(content)}`)).toBe(hash);
  });
});

describe('a record that somebody touched says so when', () => {
  it('a word is changed', async () => {
    const seq = paidAt();
    const changed = lines.map((line, at) => (at === seq ? line.replace('in-time', 'late') : line));
    expect(await verdict(changed)).toBe(`Event ${seq} was changed after the record was written.`);
  });

  it('a blank is put in', async () => {
    expect(await verdict(lines.with(2, ` ${lines[2] ?? ''}`))).toBe(
      'Event 2 was changed after the record was written.',
    );
  });

  it('a line says nothing', async () => {
    expect(await verdict(lines.with(3, ''))).toBe('Event 3 was changed after the record was written.');
  });

  it('the title is changed', async () => {
    expect(await verdict(lines.with(0, (lines[0] ?? '').replace('Spring', 'Autumn')))).toBe(
      'The first line was changed: which show it is, whose, or whose key.',
    );
  });

  it('an event is taken out', async () => {
    expect(await verdict(lines.toSpliced(3, 1))).toBe('Event 3 was taken out.');
  });

  it('two events change places', async () => {
    const [third = '', fourth = ''] = lines.slice(3, 5);
    expect(await verdict(lines.toSpliced(3, 2, fourth, third))).toBe(
      'The order was changed: event 3 is not in its place.',
    );
  });

  it('the end is cut off, also in the middle of a line', async () => {
    const last = lines.length - 2;
    const sentence = `The record is cut off after event ${last}: its last line, the signature, is missing.`;
    expect(await verdict(lines.slice(0, -1))).toBe(sentence);
    expect(await verdict([...lines.slice(0, -1), (lines.at(-1) ?? '').slice(0, 20)])).toBe(sentence);
  });

  it('the last events are taken out before the signature', async () => {
    const events = lines.length - 2;
    expect(await verdict(lines.toSpliced(-2, 1))).toBe(
      `The signature is for ${events} events, and ${events - 1} are there: some were taken from the end.`,
    );
  });

  it('something is put behind the signature', async () => {
    expect(await verdict([...lines, lines[3] ?? ''])).toBe(
      `Event ${lines.length - 1} was changed after the record was written.`,
    );
  });

  it('it was put together anew, hash by hash', async () => {
    const seq = paidAt();
    const forged: string[] = [];
    let hash = '';
    for (const [at, line] of lines.slice(0, -1).entries()) {
      const { hash: _old, ...content } = JSON.parse(at === seq ? line.replace('in-time', 'late') : line) as Record<
        string,
        Json
      >;
      hash = await chainedHash(sha256, hash, canonicalJson(content));
      forged.push(canonicalJson({ ...content, hash }));
    }
    expect(await verdict([...forged, lines.at(-1) ?? ''])).toBe(
      'The signature is none of this key for this record: it was put together by somebody else.',
    );
  });

  it('it was signed by another key', async () => {
    const theirs = makeRecordKey();
    const record = await aRecord(theirs);
    expect(await verdict(record)).toBe(
      `This record was signed by another key than the one you named: ${theirs.publicKey}.`,
    );
    expect((await check(record, null)).ok).toBe(true);
    // Their signature under our name.
    const [first = '', ...rest] = record;
    expect(await verdict([first.replace(theirs.publicKey, ours.publicKey), ...rest])).toBe(
      'The first line was changed: which show it is, whose, or whose key.',
    );
  });

  it.each(['', '{}', 'hello', '{"kind":"tally-show-record"}'])('it is none at all: %s', async (text) => {
    expect(await verdict([text])).toBe('This is no record of a show: its first line does not say so.');
  });
});

function hashOf(line = ''): string {
  const found = /"hash":"([0-9a-f]{64})"/.exec(line)?.[1];
  assert(found, 'every line but the last has its hash');
  return found;
}
