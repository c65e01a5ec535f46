import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UPLINK_BYTES, UPLINK_PATH } from '../../shared/protocol/http.ts';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(() => http.close());

describe('bytes that measure a line', () => {
  it('are taken from the owner, up to a size', async () => {
    const owner = http.visit();
    await owner.post('/api/sign-up', { body: tea });
    expect((await owner.post(UPLINK_PATH, { raw: new Uint8Array(UPLINK_BYTES) })).status).toBe(200);
    expect((await owner.post(UPLINK_PATH, { raw: new Uint8Array(UPLINK_BYTES + 1) })).status).toBe(413);
  });

  it('are taken from nobody else', async () => {
    expect((await http.visit().post(UPLINK_PATH, { raw: new Uint8Array(8) })).status).toBe(401);
  });
});
