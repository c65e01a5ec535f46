import { assertNever } from '../../shared/invariant.ts';
import type { CheckedRecord, RecordFlaw } from '../../shared/record/check-record.ts';

/** What a check of a record found, for who asked for it. */
export const flawSentence = (flaw: RecordFlaw): string => {
  switch (flaw.kind) {
    case 'no-record':
      return 'This is no record of a show: its first line does not say so.';
    case 'wrong-key':
      return `This record was signed by another key than the one you named: ${flaw.publicKey}.`;
    case 'head-changed':
      return 'The first line was changed: which show it is, whose, or whose key.';
    case 'changed':
      return `Event ${flaw.seq} was changed after the record was written.`;
    case 'missing':
      return `Event ${flaw.seq} was taken out.`;
    case 'moved':
      return `The order was changed: event ${flaw.seq} is not in its place.`;
    case 'cut-off':
      return `The record is cut off after event ${flaw.afterSeq}: its last line, the signature, is missing.`;
    case 'miscounted':
      return `The signature is for ${flaw.sealed} events, and ${flaw.found} are there: some were taken from the end.`;
    case 'not-signed':
      return 'The signature is none of this key for this record: it was put together by somebody else.';
    default:
      return assertNever(flaw);
  }
};

export const wholeSentence = ({ head, events, hash }: CheckedRecord): string =>
  [
    `Whole and unchanged: ${events} events of “${head.title}” (/watch/${head.address}) by ${head.channel},`,
    `as of ${new Date(head.writtenAtMs).toISOString()}.`,
    `\nHash: ${hash}`,
    `\nSigned by the key ${head.publicKey}. The shop's own is at /api/record-key on its server; name it as a second argument to have it compared.`,
  ]
    .join(' ')
    .replaceAll(' \n', '\n');
