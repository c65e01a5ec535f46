import { generateKeyPairSync } from 'node:crypto';
import { recordKeyOf, type RecordKey } from './record-key.ts';

/** A key that is kept nowhere. */
export const makeRecordKey = (): RecordKey => recordKeyOf(generateKeyPairSync('ed25519').privateKey);
