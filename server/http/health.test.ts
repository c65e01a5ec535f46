import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHttp } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
let probes: number;
let isWritable: boolean;
beforeEach(async () => {
  probes = 0;
  isWritable = true;
  http = await openHttp({
    wrapStore: (store) => ({
      ...store,
      isWritable: () => {
        probes += 1;
        return isWritable;
      },
    }),
  });
});
afterEach(() => http.close());

describe('/livez', () => {
  it('asks for a restart only when no media worker answers, whatever the store does', async () => {
    isWritable = false;
    expect(await http.visit().get('/livez')).toMatchObject({ status: 200, body: { media: 'up' } });
    http.world.media = false;
    expect(await http.visit().get('/livez')).toMatchObject({ status: 503, body: { media: 'down' } });
  });
});

describe('/readyz', () => {
  it('is not ready while the store cannot be written, and again when it can', async () => {
    expect(await http.visit().get('/readyz')).toMatchObject({ status: 200 });
    isWritable = false;
    http.world.atMs += 1_000;
    expect(await http.visit().get('/readyz')).toMatchObject({ status: 503, body: { store: 'unavailable' } });
    isWritable = true;
    http.world.atMs += 1_000;
    expect(await http.visit().get('/readyz')).toMatchObject({ status: 200 });
  });

  it('is not ready while the server drains', async () => {
    http.world.phase = 'draining';
    expect(await http.visit().get('/readyz')).toMatchObject({ status: 503, body: { server: 'draining' } });
  });

  it('writes to the store at most once a second, however often it is asked', async () => {
    for (let times = 0; times < 5; times += 1) await http.visit().get('/readyz');
    expect(probes).toBe(1);
  });
});
