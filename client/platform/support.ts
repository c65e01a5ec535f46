/** What a browser may lack. The sentence that a person reads names the browsers that have everything. */
export type Feature =
  | 'secure-page'
  | 'webrtc'
  | 'video-frames'
  | 'track-processor'
  | 'track-generator'
  | 'offscreen-canvas'
  | 'audio-worklet';

export type Support = { readonly kind: 'full' } | { readonly kind: 'missing'; readonly missing: readonly Feature[] };
export type StudioSupport = Support;
export type ViewerSupport = Support;

/** The page's global object; tests pass a plain object with the same names. */
export type Globals = object;

/** Each feature is told by one global name, because a missing one cannot be tried out cheaply. */
const GLOBAL_NAMES: Readonly<Record<Exclude<Feature, 'secure-page'>, string>> = {
  webrtc: 'RTCPeerConnection',
  'video-frames': 'VideoFrame',
  'track-processor': 'MediaStreamTrackProcessor',
  'track-generator': 'MediaStreamTrackGenerator',
  'offscreen-canvas': 'OffscreenCanvas',
  'audio-worklet': 'AudioWorkletNode',
};

const isPresent = (globals: Globals, feature: Feature): boolean =>
  feature === 'secure-page'
    ? 'isSecureContext' in globals && globals.isSecureContext === true
    : GLOBAL_NAMES[feature] in globals;

const detect = (globals: Globals, needed: readonly Feature[]): Support => {
  const missing = needed.filter((feature) => !isPresent(globals, feature));
  return missing.length === 0 ? { kind: 'full' } : { kind: 'missing', missing };
};

const STUDIO_NEEDS: readonly Feature[] = [
  'secure-page',
  'webrtc',
  'video-frames',
  'track-processor',
  'track-generator',
  'offscreen-canvas',
  'audio-worklet',
];

export const detectStudioSupport = (globals: Globals): StudioSupport => detect(globals, STUDIO_NEEDS);

/** Somebody who came by a link shows and says something: that takes a secure page, and the meter takes a worklet. */
export const detectGuestSupport = (globals: Globals): Support =>
  detect(globals, ['secure-page', 'webrtc', 'audio-worklet']);

/** Painting what is behind a person takes a camera's frames as a stream, and back, and the WebAssembly that finds the person. */
export const canPaintBackdrop = (globals: Globals): boolean =>
  'WebAssembly' in globals &&
  detect(globals, ['video-frames', 'track-processor', 'track-generator', 'offscreen-canvas']).kind === 'full';

/** Watching needs WebRTC only; it is there on plain HTTP pages too. */
export const detectViewerSupport = (globals: Globals): ViewerSupport => detect(globals, ['webrtc']);

/**
 * Whether the browser tells of sound and picture alike when what it plays now was captured. A member of a dictionary cannot be
 * looked for, so an interface stands for it that the same engine alone has.
 * @see https://w3c.github.io/webrtc-extensions/#dom-rtcrtpcontributingsource-capturetimestamp
 */
export const datesWhatItPlays = (globals: Globals): boolean => 'NavigatorUAData' in globals;
