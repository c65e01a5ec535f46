import type { ParticipantId } from '../../shared/ids.ts';

/** Who speaks, or spoke last, and when they were last heard. */
export type Speaker = { readonly participantId: ParticipantId; readonly heardAtMs: number };

/** dBFS. A voice is above it, a room's noise and a keyboard mostly below. */
const SPEECH_DB = -45;

/**
 * How long somebody stays the speaker after they were last heard, in milliseconds. Lower follows a quick talk closer; higher
 * lets nobody's picture change its sharpness over a cough or a breath.
 */
const HOLD_MS = 1_500;

/** The speaker at `atMs`, by how loud each voice is then (dBFS). Nobody is interrupted by a short word, and silence changes nothing. */
export const nextSpeaker = (
  former: Speaker | null,
  levelsDb: ReadonlyMap<ParticipantId, number>,
  atMs: number,
): Speaker | null => {
  const voices = [...levelsDb].filter(([, levelDb]) => levelDb >= SPEECH_DB).sort(([, one], [, other]) => other - one);
  const [loudest] = voices;
  if (!loudest) return former;
  if (former && voices.some(([participantId]) => participantId === former.participantId)) {
    return { ...former, heardAtMs: atMs };
  }
  if (former && atMs - former.heardAtMs < HOLD_MS) return former;
  return { participantId: loudest[0], heardAtMs: atMs };
};
