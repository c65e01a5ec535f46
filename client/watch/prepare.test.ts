import { expect, test } from 'vitest';
import { fakeBrowser, ROUTER_CAPABILITIES } from './fake-browser.ts';
import { prepareWatch, readFingerprints } from './prepare.ts';

test('the ask says what this browser receives, with the router’s payload types, and that it is the DTLS client', async () => {
  const { ask } = await prepareWatch(ROUTER_CAPABILITIES, fakeBrowser().browser);
  const codecs = ask.rtpCapabilities.codecs ?? [];
  expect(codecs.map((codec) => [codec.mimeType, codec.preferredPayloadType])).toEqual([
    ['audio/opus', 100],
    ['video/VP8', 101],
    ['video/rtx', 102],
    ['video/VP9', 105],
    ['video/rtx', 106],
  ]);
  expect(ask.dtlsParameters).toEqual({
    role: 'client',
    fingerprints: [{ algorithm: 'sha-256', value: 'AB:CD:EF' }],
  });
});

test('a browser that cannot make a certificate is unsupported', async () => {
  const { browser } = fakeBrowser();
  const broken = { ...browser, makeCertificate: () => Promise.reject(new TypeError('no such curve')) };
  await expect(prepareWatch(ROUTER_CAPABILITIES, broken)).rejects.toMatchObject({ code: 'browser.unsupported' });
});

test('capabilities that make no sense are refused instead of asked with', async () => {
  const { browser } = fakeBrowser();
  const nonsense = { codecs: [{ kind: 'audio', mimeType: 'opus', clockRate: 48_000 }] } as const;
  await expect(prepareWatch({ codecs: [...nonsense.codecs] }, browser)).rejects.toMatchObject({
    code: 'browser.unsupported',
  });
});

test('fingerprints are read from an offer once each, in upper case', () => {
  const sdp = ['v=0', 'a=fingerprint:sha-256 ab:cd', 'm=audio 9', 'a=fingerprint:SHA-256 AB:CD', ''].join('\r\n');
  expect(readFingerprints(sdp)).toEqual([{ algorithm: 'sha-256', value: 'AB:CD' }]);
});
