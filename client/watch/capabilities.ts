import type { RtpCapabilities } from '../../shared/protocol/rtp.ts';

/** @see https://webrtc.googlesource.com/src/+/refs/heads/main/docs/native-code/rtp-hdrext/abs-capture-time/ */
export const ABS_CAPTURE_TIME_URI = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

/**
 * Adds the router's capture-time extension to what a browser says that it receives: browsers do not list it by themselves but
 * accept it when it is offered, and it is what dates the frames on the viewer's screen.
 */
export const withCaptureTime = (receivable: RtpCapabilities, router: RtpCapabilities): RtpCapabilities => {
  const listed = receivable.headerExtensions ?? [];
  const missing = (router.headerExtensions ?? []).filter(
    (offered) =>
      offered.uri === ABS_CAPTURE_TIME_URI &&
      !listed.some((extension) => extension.uri === offered.uri && extension.kind === offered.kind),
  );
  return { ...receivable, headerExtensions: [...listed, ...missing] };
};
