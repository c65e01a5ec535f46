import { mkdtempSync, rmSync } from 'node:fs';
import { request as askSecurely } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openServer } from './signaling/signaling-fixture.ts';
import { selfMadeIdentity } from './tls/self-made.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tally-app-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

it('leads from plain HTTP to HTTPS where it has a certificate', async () => {
  const tls = await selfMadeIdentity({ dataDir, addresses: [], atMs: Date.now() });
  const server = await openServer({ tls });
  const address = `127.0.0.1:${server.app.port}`;
  const plain = await fetch(`http://${address}/livez`, { redirect: 'manual' });
  expect(plain.status).toBe(307);
  const location = plain.headers.get('location') ?? '';
  expect(location).toBe(`https://${address}/livez`);
  const status = await new Promise((resolve, reject) => {
    askSecurely(location, { ca: tls.cert }, (answer) => resolve(answer.resume().statusCode))
      .on('error', reject)
      .end();
  });
  expect(status).toBe(200);
  await server.close();
});
