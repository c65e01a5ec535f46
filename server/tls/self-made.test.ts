import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { selfMadeIdentity } from './self-made.ts';

const NOW_MS = Date.UTC(2026, 10, 1);
const DAY_MS = 24 * 60 * 60 * 1_000;

describe('a self-made certificate', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'tally-tls-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('names every address and fits its key', async () => {
    const { cert, key } = await selfMadeIdentity({ dataDir, addresses: ['192.168.1.20', '10.0.0.5'], atMs: NOW_MS });
    const certificate = new X509Certificate(cert);
    for (const address of ['127.0.0.1', '192.168.1.20', '10.0.0.5']) {
      expect(certificate.checkIP(address)).toBe(address);
    }
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(() => createSecureContext({ cert, key })).not.toThrow();
  });

  it('is valid for less than Apple’s 398 days', async () => {
    const { cert } = await selfMadeIdentity({ dataDir, addresses: [], atMs: NOW_MS });
    const { validFrom, validTo } = new X509Certificate(cert);
    expect(Date.parse(validTo) - Date.parse(validFrom)).toBeLessThan(398 * DAY_MS);
  });

  it('is kept, with its key for the owner’s eyes only', async () => {
    const first = await selfMadeIdentity({ dataDir, addresses: ['192.168.1.20'], atMs: NOW_MS });
    const second = await selfMadeIdentity({ dataDir, addresses: ['192.168.1.20'], atMs: NOW_MS + 30 * DAY_MS });
    expect(second).toEqual(first);
    expect(statSync(path.join(dataDir, 'tls/key.pem')).mode & 0o077).toBe(0);
  });

  it.each(['cert.pem', 'key.pem'])('is made anew when its %s was damaged', async (file) => {
    const first = await selfMadeIdentity({ dataDir, addresses: [], atMs: NOW_MS });
    writeFileSync(path.join(dataDir, 'tls', file), 'half a fi');
    const second = await selfMadeIdentity({ dataDir, addresses: [], atMs: NOW_MS });
    expect(second.cert).not.toBe(first.cert);
    expect(() => createSecureContext(second)).not.toThrow();
  });

  it('is made anew when its key is of another certificate', async () => {
    const first = await selfMadeIdentity({ dataDir, addresses: [], atMs: NOW_MS });
    await selfMadeIdentity({ dataDir, addresses: ['10.0.0.5'], atMs: NOW_MS });
    writeFileSync(path.join(dataDir, 'tls/cert.pem'), first.cert);
    const third = await selfMadeIdentity({ dataDir, addresses: [], atMs: NOW_MS });
    expect(() => createSecureContext(third)).not.toThrow();
  });

  it('is made anew for another network, and before it ends', async () => {
    const first = await selfMadeIdentity({ dataDir, addresses: ['192.168.1.20'], atMs: NOW_MS });
    const moved = await selfMadeIdentity({ dataDir, addresses: ['10.0.0.5'], atMs: NOW_MS });
    expect(moved.cert).not.toBe(first.cert);
    const later = await selfMadeIdentity({ dataDir, addresses: ['10.0.0.5'], atMs: NOW_MS + 392 * DAY_MS });
    expect(later.cert).not.toBe(moved.cert);
  });
});
