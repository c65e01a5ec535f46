import { describe, expect, it } from 'vitest';
import {
  canPaintBackdrop,
  datesWhatItPlays,
  detectGuestSupport,
  detectStudioSupport,
  detectViewerSupport,
} from './support.ts';

const chromium = {
  isSecureContext: true,
  RTCPeerConnection: null,
  VideoFrame: null,
  MediaStreamTrackProcessor: null,
  MediaStreamTrackGenerator: null,
  OffscreenCanvas: null,
  AudioWorkletNode: null,
};

describe('support for the studio', () => {
  it('is full when everything is there', () => {
    expect(detectStudioSupport(chromium)).toEqual({ kind: 'full' });
  });

  it('names what a page by plain HTTP lacks', () => {
    expect(detectStudioSupport({ ...chromium, isSecureContext: false })).toEqual({
      kind: 'missing',
      missing: ['secure-page'],
    });
  });

  it('names what another browser lacks', () => {
    const { MediaStreamTrackGenerator: _generator, MediaStreamTrackProcessor: _processor, ...firefox } = chromium;
    expect(detectStudioSupport(firefox)).toEqual({ kind: 'missing', missing: ['track-processor', 'track-generator'] });
  });
});

describe('support for guests', () => {
  const safari = { isSecureContext: true, RTCPeerConnection: null, AudioWorkletNode: null };

  it('asks for no more than every current browser has', () => {
    expect(detectGuestSupport(safari)).toEqual({ kind: 'full' });
  });

  it('names what a page by plain HTTP lacks', () => {
    expect(detectGuestSupport({ ...safari, isSecureContext: false })).toEqual({
      kind: 'missing',
      missing: ['secure-page'],
    });
  });
});

describe('support for viewers', () => {
  it('asks for WebRTC only', () => {
    expect(detectViewerSupport({ isSecureContext: false, RTCPeerConnection: null })).toEqual({ kind: 'full' });
    expect(detectViewerSupport({})).toEqual({ kind: 'missing', missing: ['webrtc'] });
  });
});

it('what plays is dated by Chromium’s engine only', () => {
  expect(datesWhatItPlays({ NavigatorUAData: null })).toBe(true);
  expect(datesWhatItPlays({ RTCPeerConnection: null })).toBe(false);
});

it('what is behind a person is painted where frames come as streams', () => {
  expect(canPaintBackdrop({ ...chromium, WebAssembly: null })).toBe(true);
  expect(canPaintBackdrop(chromium), 'no WebAssembly').toBe(false);
  const { MediaStreamTrackProcessor: _processor, ...safari } = { ...chromium, WebAssembly: null };
  expect(canPaintBackdrop(safari)).toBe(false);
});
