import * as v from 'valibot';
import type { Result } from '../result.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import { chainedHash, RecordHead, RecordLine, RecordSeal, sealedText, type Sha256 } from './show-record.ts';

/** What is wrong with a record; `seq` is the event where it shows. */
export type RecordFlaw =
  | { readonly kind: 'no-record' }
  /** Signed by another key than the one that was asked for. */
  | { readonly kind: 'wrong-key'; readonly publicKey: string }
  | { readonly kind: 'head-changed' }
  /** Not as it was written, or no event at all. `seq`: which it stands in for. */
  | { readonly kind: 'changed'; readonly seq: number }
  | { readonly kind: 'missing'; readonly seq: number }
  | { readonly kind: 'moved'; readonly seq: number }
  /** It ends after this event, without its seal. */
  | { readonly kind: 'cut-off'; readonly afterSeq: number }
  /** The seal is of so many events. */
  | { readonly kind: 'miscounted'; readonly sealed: number; readonly found: number }
  | { readonly kind: 'not-signed' };

export type CheckedRecord = {
  readonly head: RecordHead;
  readonly events: number;
  /** The hash of the last line: two records of a show that have the same are the same. */
  readonly hash: string;
};

type CheckOptions = {
  readonly sha256: Sha256;
  /** Whether `signature` is `publicKey`’s of `text`; all as in the record. */
  readonly verify: (signed: {
    readonly publicKey: string;
    readonly text: string;
    readonly signature: string;
  }) => Promise<boolean>;
  /** The key that must have signed it; null for whichever the record names. */
  readonly expectedKey: string | null;
};

/** Reads a record from its first line to its seal, and stops at the first flaw. */
export const checkRecord = async (
  text: string,
  { sha256, verify, expectedKey }: CheckOptions,
): Promise<Result<CheckedRecord, RecordFlaw>> => {
  const [first = '', ...rest] = text.split('\n');
  const head = readLine(RecordHead, first);
  if (head === null) return flawed({ kind: 'no-record' });
  if (expectedKey !== null && head.publicKey !== expectedKey) {
    return flawed({ kind: 'wrong-key', publicKey: head.publicKey });
  }
  if ((await hashOf(sha256, '', head)) !== head.hash) return flawed({ kind: 'head-changed' });
  const lines = rest.at(-1) === '' ? rest.slice(0, -1) : rest;
  const seal = readLine(RecordSeal, lines.at(-1) ?? '');
  const body = seal ? lines.slice(0, -1) : lines;
  let hash = head.hash;
  for (const [index, line] of body.entries()) {
    const seq = index + 1;
    const read = readLine(RecordLine, line);
    // What breaks off in the middle of its last line is no event any more.
    if (read === null) {
      const isLast = seal === null && index === body.length - 1;
      return flawed(isLast ? { kind: 'cut-off', afterSeq: index } : { kind: 'changed', seq });
    }
    if (read.seq !== seq) return flawed({ kind: isAmong(body, seq) ? 'moved' : 'missing', seq });
    hash = await hashOf(sha256, hash, read);
    if (read.hash !== hash) return flawed({ kind: 'changed', seq });
  }
  if (seal === null) return flawed({ kind: 'cut-off', afterSeq: body.length });
  if (seal.events !== body.length) return flawed({ kind: 'miscounted', sealed: seal.events, found: body.length });
  const { publicKey } = head;
  const isSigned = await verify({ publicKey, text: sealedText(hash, seal.events), signature: seal.signature });
  return isSigned ? { ok: true, value: { head, events: seal.events, hash } } : flawed({ kind: 'not-signed' });
};

const flawed = (error: RecordFlaw): Result<never, RecordFlaw> => ({ ok: false, error });

const Line = v.pipe(v.string(), v.parseJson());

/** Null for a line of another shape, or one that says the same in another way: a record has one way to be written. */
const readLine = <Schema extends v.GenericSchema>(schema: Schema, line: string): v.InferOutput<Schema> | null => {
  const json = v.safeParse(Line, line);
  if (!json.success || canonicalJson(json.output as Json) !== line) return null;
  const parsed = v.safeParse(schema, json.output);
  return parsed.success ? parsed.output : null;
};

const hashOf = <Hashed extends { readonly hash: string }>(
  sha256: Sha256,
  before: string,
  line: Hashed,
): Promise<string> => {
  const { hash: _hash, ...content } = line;
  return chainedHash(sha256, before, canonicalJson(content as Json));
};

const isAmong = (lines: readonly string[], seq: number): boolean =>
  lines.some((line) => readLine(RecordLine, line)?.seq === seq);
