/** Of a change so small, this part (1/256) is taken over at once: the edge of a person at rest does not flicker. */
const STEADY_WEIGHT = 80;

/** Moves `mask` towards a newer one, in place: what changes much at once, much faster. A hand that moves leaves no trail. */
export const smoothMask = (mask: Uint8Array, newer: Uint8Array): void => {
  for (let at = 0; at < mask.length; at += 1) {
    const before = mask[at] as number;
    const change = (newer[at] as number) - before;
    const weight = Math.min(256, STEADY_WEIGHT + 2 * Math.abs(change));
    mask[at] = before + ((change * weight + (change < 0 ? 0 : 255)) >> 8);
  }
};

/** Surer than this is wholly the person, less sure than that wholly the room; between, the edge is soft. */
const PERSON_FROM = 0.7;
const ROOM_TO = 0.3;

const OPACITY_OF = Uint8Array.from({ length: 256 }, (_, sureness) => {
  const part = (sureness / 255 - ROOM_TO) / (PERSON_FROM - ROOM_TO);
  return Math.round(255 * Math.min(1, Math.max(0, part)));
});

/** Writes how opaque each pixel of the person is painted. */
export const opacityOf = (mask: Uint8Array, opacity: Uint8Array): void => {
  for (let at = 0; at < mask.length; at += 1) opacity[at] = OPACITY_OF[mask[at] as number] as number;
};
