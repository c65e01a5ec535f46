/**
 * Screen capture's newer constraints and settings; TypeScript's DOM library does not know them yet.
 * @see https://w3c.github.io/mediacapture-screen-share/
 */

interface DisplayMediaStreamOptions {
  controller?: CaptureController;
  systemAudio?: 'include' | 'exclude';
  windowAudio?: 'exclude' | 'window' | 'system';
  selfBrowserSurface?: 'include' | 'exclude';
  surfaceSwitching?: 'include' | 'exclude';
  monitorTypeSurfaces?: 'include' | 'exclude';
}

interface MediaTrackConstraintSet {
  restrictOwnAudio?: ConstrainBoolean;
  suppressLocalAudioPlayback?: ConstrainBoolean;
}

interface MediaTrackSettings {
  restrictOwnAudio?: boolean;
  suppressLocalAudioPlayback?: boolean;
}

declare class CaptureController extends EventTarget {
  setFocusBehavior(behavior: 'focus-captured-surface' | 'focus-capturing-application' | 'no-focus-change'): void;
}

type CaptureHandle = { readonly handle: string; readonly origin?: string };

interface MediaStreamTrack {
  /** Of the page that a captured tab shows, when that page lets us know; Chromium only, video tracks of tabs. */
  getCaptureHandle?(): CaptureHandle | null;
}

interface MediaDevices {
  setCaptureHandleConfig?(config: {
    readonly handle: string;
    readonly exposeOrigin: boolean;
    readonly permittedOrigins: readonly string[];
  }): void;
}
