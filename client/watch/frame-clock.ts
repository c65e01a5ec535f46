import { NTP_TO_UNIX_MS } from '../../shared/units.ts';

/** The newest frame that a receiver dated: when it was captured (milliseconds since 1900, the sender's clock) and its RTP time. */
export type DatedSource = { readonly captureTimestampMs: number; readonly rtpTimestamp: number };

/** Video runs at 90 kHz. @see https://www.rfc-editor.org/rfc/rfc3551#section-5 */
const TICKS_PER_MS = 90;

/**
 * When a presented frame was captured: epoch milliseconds of the *sender's* wall clock.
 * RTP times are 32-bit and wrap every 13 hours; `| 0` takes the shorter way round, in both directions.
 * @see https://w3c.github.io/webrtc-extensions/#dom-rtcrtpcontributingsource-capturetimestamp
 */
export const captureTimeOf = (source: DatedSource, presentedRtpTimestamp: number): number =>
  source.captureTimestampMs - NTP_TO_UNIX_MS + ((presentedRtpTimestamp - source.rtpTimestamp) | 0) / TICKS_PER_MS;
