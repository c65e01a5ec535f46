import type { LoggedEvent } from '../show/event.ts';
import { canonicalJson, type Json } from './canonical-json.ts';
import { recordedEvent } from './recorded-event.ts';
import { chainedHash, RECORD_KIND, sealedText, type RecordHead, type RecordLine, type Sha256 } from './show-record.ts';

type RecordOptions = {
  readonly head: Omit<RecordHead, 'kind' | 'version' | 'hash'>;
  /** The whole log, in order. */
  readonly events: Iterable<LoggedEvent>;
  readonly sha256: Sha256;
  /** Ed25519 over the text in UTF-8, base64url; by the key that the head names. */
  readonly sign: (text: string) => string;
};

/** The lines of a show's record, without their line breaks. */
export async function* recordLines({ head, events, sha256, sign }: RecordOptions): AsyncGenerator<string> {
  let hash = '';
  let count = 0;
  const chained = async (line: Omit<RecordHead, 'hash'> | Omit<RecordLine, 'hash'>): Promise<string> => {
    hash = await chainedHash(sha256, hash, canonicalJson(line as Json));
    return canonicalJson({ ...line, hash } as Json);
  };
  yield chained({ kind: RECORD_KIND, version: 1, ...head });
  for (const { seq, atMs, event } of events) {
    yield chained({ seq, atMs, event: await recordedEvent(event, head.showId, sha256) });
    count += 1;
  }
  yield canonicalJson({ events: count, signature: sign(sealedText(hash, count)) });
}
