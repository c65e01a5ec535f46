import { expect, test } from 'vitest';
import { CHROMIUM, fakeBrowser } from './fake-browser.ts';
import { prepareWatch, readFingerprints } from './prepare.ts';

test('the ask says what this browser receives and which certificate it will use, as the DTLS client', async () => {
  const { browser, peers } = fakeBrowser();
  const { ask } = await prepareWatch(CHROMIUM.router, browser);
  expect(ask.rtpCapabilities.codecs?.map((codec) => codec.mimeType)).toEqual([
    'audio/opus',
    'video/VP8',
    'video/rtx',
    'video/H264',
    'video/rtx',
  ]);
  expect(ask.dtlsParameters.role).toBe('client');
  expect(ask.dtlsParameters.fingerprints).toHaveLength(1);
  expect(ask.dtlsParameters.fingerprints[0]?.algorithm).toBe('sha-256');
  expect(peers.map((peer) => peer.isClosed)).toEqual([true]);
});

test('a browser that cannot make a certificate is unsupported', async () => {
  const { browser } = fakeBrowser();
  const broken = { ...browser, makeCertificate: () => Promise.reject(new TypeError('no such curve')) };
  await expect(prepareWatch(CHROMIUM.router, broken)).rejects.toMatchObject({ code: 'browser.unsupported' });
});

test('fingerprints are read from an offer once each, in upper case', () => {
  const sdp = ['v=0', 'a=fingerprint:sha-256 ab:cd', 'm=audio 9', 'a=fingerprint:SHA-256 AB:CD', ''].join('\r\n');
  expect(readFingerprints(sdp)).toEqual([{ algorithm: 'sha-256', value: 'AB:CD' }]);
  expect(() => readFingerprints('v=0\r\n')).toThrow(TypeError);
});
