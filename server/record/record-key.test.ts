import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OperatorError } from '../operator-error.ts';
import { verifySigned } from './record-crypto.ts';
import { openRecordKey } from './record-key.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tally-record-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const keyFile = (): string => path.join(dataDir, 'record', 'key.pem');

describe('the key of a server’s records', () => {
  it('is made at the first start, is the same at the next, and nobody else’s to read', async () => {
    const first = openRecordKey({ dataDir });
    const second = openRecordKey({ dataDir });
    expect(first.publicKey).toMatch(/^[\w-]{43}$/);
    expect(second.publicKey).toBe(first.publicKey);
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(keyFile())).mode & 0o777).toBe(0o700);
    const signed = { publicKey: first.publicKey, text: 'a sale', signature: second.sign('a sale') };
    expect(await verifySigned(signed)).toBe(true);
    expect(await verifySigned({ ...signed, text: 'another' })).toBe(false);
    expect(await verifySigned({ ...signed, publicKey: 'A'.repeat(43) })).toBe(false);
  });

  it('is another one for another server', () => {
    const first = openRecordKey({ dataDir });
    rmSync(keyFile());
    expect(openRecordKey({ dataDir }).publicKey).not.toBe(first.publicKey);
  });

  it.each(['', 'half a key'])('is not replaced when it is damaged: "%s"', (content) => {
    openRecordKey({ dataDir });
    writeFileSync(keyFile(), content);
    expect(() => openRecordKey({ dataDir })).toThrow(OperatorError);
    expect(readFileSync(keyFile(), 'utf8')).toBe(content);
  });
});
