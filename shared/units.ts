/** The name of a unit ends the name of its value: `timeoutMs`, `maxBps`, `widthPx`. Conversions that are more than a factor live here. */

/** Decibels to a linear amplitude factor; −∞ dB is 0. */
export const gainFromDb = (gainDb: number): number => (gainDb === -Infinity ? 0 : 10 ** (gainDb / 20));

/** A linear amplitude to decibels relative to full scale; 0 is −∞. */
export const dbFromGain = (gain: number): number => (gain <= 0 ? -Infinity : 20 * Math.log10(gain));

/** What silence reads as: far below every meter, and still a number to calculate with. */
export const FLOOR_DB = -100;

/** Seconds between the NTP epoch (1900) and the Unix epoch (1970), in milliseconds. RTP capture times count from 1900. */
export const NTP_TO_UNIX_MS = 2_208_988_800_000;
