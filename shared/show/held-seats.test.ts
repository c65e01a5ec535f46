import { describe, expect, it } from 'vitest';
import { crewSourceId } from '../scene/crew-source.ts';
import type { StageSeats } from '../scene/program.ts';
import { aDocument, sceneId } from '../scene/sample-documents.ts';
import { HOST_ID } from './actor.ts';
import type { CrewState } from './crew.ts';
import { heldSeats, SLOT_HOLD_MS } from './held-seats.ts';
import type { Participant } from './participant.ts';
import type { Production } from './production-state.ts';
import { EMPTY_CREW } from './beginnings.ts';
import { personId } from './show-fixture.ts';

const aPerson = (id: string, over: Partial<Participant> = {}): Participant => ({
  id: personId(id),
  role: 'guest',
  name: id,
  inviteId: null,
  joinedAtMs: 0,
  presence: { state: 'here' },
  switches: { microphone: 'on', camera: 'on', screen: 'off' },
  voice: 'free',
  picture: 'shown',
  quality: 'auto',
  faderDb: 0,
  explaining: 'at-once',
  ...over,
});

/** Everybody in the crew is on stage, in this order. */
const onStage = (people: readonly Participant[], over: Partial<CrewState> = {}): CrewState => ({
  ...EMPTY_CREW,
  participants: Object.fromEntries(people.map((person) => [person.id, person])),
  participantIds: people.map(({ id }) => id),
  stageIds: people.map(({ id }) => id),
  ...over,
});

const facts = (atMs: number) => ({ atMs, droppedWord: 'Reconnecting' });
const lostAt = (sinceMs: number) => ({ presence: { state: 'away', sinceMs } }) as const;

const pictures = ({ seats }: StageSeats) => seats.map(({ participantId, picture }) => `${participantId} ${picture}`);

const madeBy = (id: string): Production => ({
  document: aDocument({ scenes: { s1: [] } }),
  onAir: { sceneId: sceneId('s1'), fromSceneId: null, transition: { kind: 'cut' }, participantId: HOST_ID, atMs: 0 },
  lastEdit: null,
  makerId: personId(id),
  standbyId: null,
  appointedId: null,
});

const HOST = aPerson('host', { role: 'host', switches: { microphone: 'off', camera: 'off', screen: 'off' } });

describe('the seats', () => {
  it('are those of the people on stage, in the order of the stage', () => {
    const crew = onStage([HOST, aPerson('ada'), aPerson('bo')], { stageIds: [personId('bo'), HOST_ID] });
    expect(heldSeats(crew, facts(1_000))).toEqual({
      stage: {
        seats: [
          {
            participantId: 'bo',
            sourceId: crewSourceId(personId('bo'), 'camera'),
            name: 'bo',
            picture: 'shown',
            presence: 'here',
          },
          {
            participantId: 'host',
            sourceId: crewSourceId(HOST_ID, 'camera'),
            name: 'host',
            picture: 'shown',
            presence: 'here',
          },
        ],
        spotlightId: null,
        screens: [],
        droppedWord: 'Reconnecting',
      },
      changesAtMs: null,
    });
  });

  it('show a card for whoever sends no picture, is hidden, or is asked for sound only', () => {
    const crew = onStage([
      aPerson('off', { switches: { microphone: 'on', camera: 'off', screen: 'off' } }),
      aPerson('hidden', { picture: 'hidden' }),
      aPerson('weak', { quality: 'audio-only' }),
      aPerson('low', { quality: 'low' }),
    ]);
    expect(pictures(heldSeats(crew, facts(0)).stage)).toEqual(['off card', 'hidden card', 'weak card', 'low shown']);
  });

  it('show the host’s own source whatever their switches say, and a card when they are hidden', () => {
    expect(pictures(heldSeats(onStage([HOST]), facts(0)).stage)).toEqual(['host shown']);
    const hidden = onStage([{ ...HOST, picture: 'hidden' }]);
    expect(pictures(heldSeats(hidden, facts(0)).stage)).toEqual(['host card']);
  });

  it('carry the spotlight and the screens on air', () => {
    const crew = onStage([HOST, aPerson('ada')], { spotlightId: personId('ada'), screenIds: [personId('ada')] });
    expect(heldSeats(crew, facts(0)).stage).toMatchObject({
      spotlightId: 'ada',
      screens: [{ participantId: 'ada', sourceId: crewSourceId(personId('ada'), 'screen'), name: 'ada' }],
    });
  });
});

describe('a lost line', () => {
  const crew = onStage([HOST, aPerson('ada', lostAt(10_000)), aPerson('bo', lostAt(11_000)), aPerson('cy')], {
    spotlightId: personId('ada'),
    screenIds: [personId('ada')],
  });

  it('keeps slot, spotlight and screen for the time of the hold, and tells when that ends', () => {
    const { stage, changesAtMs } = heldSeats(crew, facts(10_000 + SLOT_HOLD_MS - 1));
    expect(stage.seats.map(({ presence }) => presence)).toEqual(['here', 'dropped', 'dropped', 'here']);
    expect(stage).toMatchObject({ spotlightId: 'ada', screens: [{ participantId: 'ada' }] });
    expect(changesAtMs).toBe(10_000 + SLOT_HOLD_MS);
  });

  it('loses them then, and the next one’s end is told', () => {
    const { stage, changesAtMs } = heldSeats(crew, facts(10_000 + SLOT_HOLD_MS));
    expect(pictures(stage)).toEqual(['host shown', 'bo shown', 'cy shown']);
    expect(stage).toMatchObject({ spotlightId: null, screens: [] });
    expect(changesAtMs).toBe(11_000 + SLOT_HOLD_MS);
  });

  it('of the page that makes the program takes nobody out of it', () => {
    const lonely = onStage([{ ...HOST, ...lostAt(0) }]);
    expect(heldSeats(lonely, facts(60_000))).toMatchObject({
      stage: { seats: [{ presence: 'here' }] },
      changesAtMs: null,
    });
  });

  it('of the host counts like anybody’s while another page makes the program', () => {
    const crew = onStage([{ ...HOST, ...lostAt(0) }, aPerson('ada', { role: 'co-host' })], {
      production: madeBy('ada'),
    });
    expect(heldSeats(crew, facts(1)).stage.seats.map(({ presence }) => presence)).toEqual(['dropped', 'here']);
    expect(pictures(heldSeats(crew, facts(SLOT_HOLD_MS)).stage)).toEqual(['ada shown']);
  });
});
