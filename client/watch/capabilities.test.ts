import { expect, test } from 'vitest';
import { ABS_CAPTURE_TIME_URI, withCaptureTime } from './capabilities.ts';

const OTHER = { kind: 'video', uri: 'urn:ietf:params:rtp-hdrext:toffset', preferredId: 2 } as const;
const AUDIO = { kind: 'audio', uri: ABS_CAPTURE_TIME_URI, preferredId: 13, direction: 'sendrecv' } as const;
const VIDEO = { kind: 'video', uri: ABS_CAPTURE_TIME_URI, preferredId: 13, direction: 'sendrecv' } as const;
const ROUTER = { codecs: [], headerExtensions: [OTHER, AUDIO, VIDEO] };

test('the router’s capture-time extension is added for sound and picture, with the router’s ids', () => {
  expect(withCaptureTime({ codecs: [], headerExtensions: [OTHER] }, ROUTER).headerExtensions).toEqual([
    OTHER,
    AUDIO,
    VIDEO,
  ]);
});

test('a browser that lists it already gets nothing twice', () => {
  expect(withCaptureTime(ROUTER, ROUTER)).toEqual(ROUTER);
});

test('a router without it adds nothing', () => {
  expect(withCaptureTime({ codecs: [] }, { codecs: [] })).toEqual({ codecs: [], headerExtensions: [] });
});
