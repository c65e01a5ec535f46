import { expect, test } from 'vitest';
import { fingerprintOf, probeAnswer } from './probe-sdp.ts';

test('the SHA-256 fingerprint is read and another hash is not', () => {
  expect(fingerprintOf('v=0\r\na=fingerprint:sha-1 AA:BB\r\na=fingerprint:sha-256 0A:F1\r\n')).toBe('0A:F1');
  expect(fingerprintOf('v=0\r\na=fingerprint:sha-1 AA:BB\r\n')).toBeUndefined();
});

test('the answer receives on section 0 and sends the returned stream on section 1, as the DTLS server', () => {
  const sdp = probeAnswer({
    iceUfrag: 'user',
    icePassword: 'secret',
    sha256Fingerprint: '0A:F1',
    address: '127.0.0.1',
    port: 4444,
    returnedSsrc: 99,
  });
  const [, first, second] = sdp.split('m=audio 4444 ');
  expect(first).toContain('a=mid:0\r\na=recvonly\r\n');
  expect(second).toContain('a=mid:1\r\na=sendonly\r\n');
  expect(second).toContain('a=ssrc:99 ');
  expect(sdp.match(/a=setup:passive\r\n/g)).toHaveLength(2);
  expect(sdp.match(/a=fingerprint:sha-256 0A:F1\r\n/g)).toHaveLength(2);
});
