import type { ParticipantId } from '../ids.ts';
import { crewSourceId } from '../scene/crew-source.ts';
import type { StageSeat, StageSeats } from '../scene/program.ts';
import { makerOf, participantOf, type CrewState } from './crew.ts';
import type { Participant } from './participant.ts';

/**
 * How long somebody whose line is lost keeps the slot, in milliseconds. Lower closes the gap sooner; higher survives a reload
 * or a phone that moves from Wi-Fi to mobile without anybody else being moved.
 */
export const SLOT_HOLD_MS = 5_000;

export type SeatFacts = {
  /** The clock that dated the show's events: the server's, epoch milliseconds. */
  readonly atMs: number;
  readonly droppedWord: string;
};

/** `changesAtMs`: when the seats will be others without any event (same clock as `atMs`); null for never. */
export type HeldSeats = { readonly stage: StageSeats; readonly changesAtMs: number | null };

/** Since when the line of somebody is lost, epoch milliseconds; null for never with whoever makes the program: see `heldSeats`. */
export const droppedAtMs = (crew: CrewState, { id, presence }: Participant): number | null =>
  presence.state === 'away' && id !== makerOf(crew) ? presence.sinceMs : null;

/**
 * Who is in the picture: everybody on stage, those whose line is lost for `SLOT_HOLD_MS`, and the screens of both. The same in
 * every page: a lost line of whoever makes the program is no reason to take them out of the picture that they make.
 */
export const heldSeats = (crew: CrewState, facts: SeatFacts): HeldSeats => {
  const isHeld = (person: Participant): boolean => {
    const sinceMs = droppedAtMs(crew, person);
    return sinceMs === null || facts.atMs < sinceMs + SLOT_HOLD_MS;
  };
  const held = (ids: readonly ParticipantId[]): Participant[] =>
    ids.flatMap((id) => participantOf(crew, id) ?? []).filter(isHeld);
  const people = held(crew.stageIds);
  const sharing = held(crew.screenIds);
  const endsMs = [...people, ...sharing].flatMap((person) => {
    const sinceMs = droppedAtMs(crew, person);
    return sinceMs === null ? [] : sinceMs + SLOT_HOLD_MS;
  });
  const stage: StageSeats = {
    seats: people.map((person): StageSeat => ({
      participantId: person.id,
      sourceId: crewSourceId(person.id, 'camera'),
      name: person.name,
      picture: hasPicture(person) ? 'shown' : 'card',
      presence: droppedAtMs(crew, person) === null ? 'here' : 'dropped',
    })),
    spotlightId: people.some(({ id }) => id === crew.spotlightId) ? crew.spotlightId : null,
    screens: sharing.map(({ id, name }) => ({ participantId: id, sourceId: crewSourceId(id, 'screen'), name })),
    droppedWord: facts.droppedWord,
  };
  return { stage, changesAtMs: endsMs.length === 0 ? null : Math.min(...endsMs) };
};

/** The host's picture is a source of the document, which knows by itself whether it has one. */
const hasPicture = ({ role, picture, switches, quality }: Participant): boolean =>
  picture === 'shown' && (role === 'host' || (switches.camera === 'on' && quality !== 'audio-only'));
