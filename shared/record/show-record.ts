import * as v from 'valibot';
import { ShowAddress, ShowId } from '../ids.ts';
import { AtMs } from '../show/at-ms.ts';

/**
 * A show's log as a file: one line of canonical JSON each for its head, every event, and the seal. Each line has the hash of
 * itself and of all before it; the seal signs the last one.
 */
export const RECORD_KIND = 'tally-show-record';

/** SHA-256, lower-case hex. */
const Hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Raw Ed25519 key (32 bytes) and signature (64 bytes), base64url. */
export const PublicKey = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const Signature = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{86}$/));

export const RecordHead = v.strictObject({
  kind: v.literal(RECORD_KIND),
  version: v.literal(1),
  showId: ShowId,
  address: ShowAddress,
  title: v.string(),
  channel: v.string(),
  writtenAtMs: AtMs,
  publicKey: PublicKey,
  hash: Hash,
});
export type RecordHead = v.InferOutput<typeof RecordHead>;

const Seq = v.pipe(v.number(), v.integer(), v.minValue(1));

/**
 * An event of the log. Its own members are not looked at: a record is checked by programs that do not know all events. What is
 * between the people in the studio is only named: `withheld`.
 */
export const RecordLine = v.strictObject({
  seq: Seq,
  atMs: AtMs,
  event: v.looseObject({ type: v.string() }),
  hash: Hash,
});
export type RecordLine = v.InferOutput<typeof RecordLine>;

export const RecordSeal = v.strictObject({
  events: v.pipe(v.number(), v.integer(), v.minValue(0)),
  signature: Signature,
});
export type RecordSeal = v.InferOutput<typeof RecordSeal>;

/** SHA-256 of a text in UTF-8, lower-case hex. */
export type Sha256 = (text: string) => Promise<string>;

/** The hash of a line that follows `before`; '' before the first. `text`: the line without its hash. */
export const chainedHash = (sha256: Sha256, before: string, text: string): Promise<string> =>
  sha256(`${before}\n${text}`);

/** What the seal signs. */
export const sealedText = (hash: string, events: number): string => `${RECORD_KIND} 1\n${hash}\n${events}\n`;
