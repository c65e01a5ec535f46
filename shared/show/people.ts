import type { ParticipantId } from '../ids.ts';
import { assert, assertNever } from '../invariant.ts';
import { ok, refuse, type Result } from '../result.ts';
import { HOST_ID, placeOf, type Actor } from './actor.ts';
import type { ShowCommand } from './command.ts';
import { participantOf, type CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';
import type { Production } from './production-state.ts';
import { MAX_ON_STAGE, MAX_PARTICIPANTS, type MediaSwitches, type Participant } from './participant.ts';

export type PeopleCommand = Extract<ShowCommand, { type: `people.${string}` }>;
type PeopleEvent = Extract<ShowEvent, { type: `people.${string}` }>;
type JoinCommand = Extract<PeopleCommand, { type: 'people.join' }>;

/**
 * Who is in the studio. `people.full` beyond `MAX_PARTICIPANTS`, `people.not-found` for somebody who is not there,
 * `auth.forbidden` for speaking in another's name. What is so already gives no events.
 */
export const decidePeople = (crew: CrewState, command: PeopleCommand, actor: Actor): Result<readonly ShowEvent[]> => {
  switch (command.type) {
    case 'people.join':
      return decideJoin(crew, command);
    case 'people.rename':
    case 'people.switch':
      return decideOwn(crew, command, actor);
    default:
      return decideAbout(crew, command);
  }
};

const decideJoin = (crew: CrewState, command: JoinCommand): Result<readonly ShowEvent[]> => {
  const { participantId, role, name, inviteId, explaining } = command;
  const known = participantOf(crew, participantId);
  if (known) {
    const returned: ShowEvent[] = known.presence.state === 'away' ? [{ type: 'people.returned', participantId }] : [];
    return ok(known.name === name ? returned : [...returned, { type: 'people.renamed', participantId, name }]);
  }
  if (participantId !== HOST_ID && isStudioFull(crew)) return refuse('people.full');
  const joined: ShowEvent = { type: 'people.joined', participantId, role, name, inviteId, explaining };
  // The host is there to be seen; everybody else waits until they are brought on stage.
  const isOnStage = role === 'host' && crew.stageIds.length < MAX_ON_STAGE;
  return ok(isOnStage ? [joined, { type: 'stage.entered', participantId }] : [joined]);
};

/** Whether nobody more can come in by a link. The host's place is kept: they may come last. */
export const isStudioFull = (crew: CrewState): boolean =>
  crew.participantIds.length >= MAX_PARTICIPANTS - (participantOf(crew, HOST_ID) === null ? 1 : 0);

type OwnCommand = Extract<PeopleCommand, { type: 'people.rename' | 'people.switch' }>;

/** What people say about themselves, and nobody else for them. */
const decideOwn = (crew: CrewState, command: OwnCommand, actor: Actor): Result<readonly ShowEvent[]> => {
  const placeId = placeOf(actor);
  const self = placeId === null ? null : participantOf(crew, placeId);
  if (!self) return refuse('people.not-found');
  const participantId = self.id;
  if (command.type === 'people.rename') {
    return ok(self.name === command.name ? [] : [{ type: 'people.renamed', participantId, name: command.name }]);
  }
  const { switches } = command;
  return ok(hasSwitches(self, switches) ? [] : [{ type: 'people.switched', participantId, switches }]);
};

const hasSwitches = ({ switches }: Participant, { microphone, camera, screen }: MediaSwitches): boolean =>
  switches.microphone === microphone && switches.camera === camera && switches.screen === screen;

type AboutCommand = Exclude<PeopleCommand, JoinCommand | OwnCommand>;

const decideAbout = (crew: CrewState, command: AboutCommand): Result<readonly ShowEvent[]> => {
  const { participantId } = command;
  const person = participantOf(crew, participantId);
  if (!person) return command.type === 'people.leave' ? ok([]) : refuse('people.not-found', 'participantId');
  switch (command.type) {
    case 'people.lose':
      return ok(person.presence.state === 'here' ? [{ type: 'people.lost', participantId }] : []);
    case 'people.leave':
      return ok(leaving(crew, participantId, command.reason));
    case 'people.remove':
      // The channel's owner cannot be put out of their own show.
      if (person.role === 'host') return refuse('auth.forbidden', 'participantId');
      return ok(leaving(crew, participantId, 'removed'));
    case 'people.mute':
      return ok(person.switches.microphone === 'on' ? [{ type: 'people.muted', participantId }] : []);
    case 'people.setPicture':
      return ok(
        person.picture === command.picture
          ? []
          : [{ type: 'people.pictureSet', participantId, picture: command.picture }],
      );
    case 'people.setFader':
      return ok(
        person.faderDb === command.faderDb
          ? []
          : [{ type: 'people.faderSet', participantId, faderDb: command.faderDb }],
      );
    case 'people.setQuality':
      return ok(
        person.quality === command.quality
          ? []
          : [{ type: 'people.qualitySet', participantId, quality: command.quality }],
      );
    default:
      return assertNever(command);
  }
};

type LeaveReason = Extract<PeopleEvent, { type: 'people.left' }>['reason'];

/** Whoever makes the program and leaves gives it to who stands by, else back to the host: there must be somebody who can begin. */
const leaving = (crew: CrewState, participantId: ParticipantId, reason: LeaveReason): readonly ShowEvent[] => {
  const left: ShowEvent = { type: 'people.left', participantId, reason };
  const { production } = crew;
  if (production?.makerId !== participantId || participantId === HOST_ID) return [left];
  return [left, { type: 'production.handedOver', makerId: production.standbyId ?? HOST_ID, cause: 'lost' }];
};

export const applyPeople = (crew: CrewState, event: PeopleEvent, atMs: number): CrewState => {
  if (event.type === 'people.joined') return addPerson(crew, event, atMs);
  const person = participantOf(crew, event.participantId);
  assert(person, 'only a person in the studio changes');
  switch (event.type) {
    case 'people.returned':
      return withPerson(crew, { ...person, presence: { state: 'here' } });
    case 'people.lost': {
      const away = withPerson(crew, { ...person, presence: { state: 'away', sinceMs: atMs } });
      // Whoever is away cannot take over.
      return { ...away, production: away.production && withoutStandby(away.production, person.id) };
    }
    case 'people.left':
      return withoutPerson(crew, person.id);
    case 'people.renamed':
      return withPerson(crew, { ...person, name: event.name });
    case 'people.switched': {
      const voice = event.switches.microphone === 'on' ? 'free' : person.voice;
      const changed = withPerson(crew, { ...person, switches: event.switches, voice });
      if (event.switches.screen === 'on') return changed;
      return { ...changed, screenIds: without(changed.screenIds, person.id) };
    }
    case 'people.muted':
      return withPerson(crew, { ...person, switches: { ...person.switches, microphone: 'off' }, voice: 'muted' });
    case 'people.pictureSet':
      return withPerson(crew, { ...person, picture: event.picture });
    case 'people.faderSet':
      return withPerson(crew, { ...person, faderDb: event.faderDb });
    case 'people.qualitySet':
      return withPerson(crew, { ...person, quality: event.quality });
    default:
      return assertNever(event);
  }
};

const addPerson = (
  crew: CrewState,
  { participantId, role, name, inviteId, explaining }: Extract<PeopleEvent, { type: 'people.joined' }>,
  atMs: number,
): CrewState => {
  assert(participantOf(crew, participantId) === null, 'a person joins once');
  const person: Participant = {
    id: participantId,
    role,
    name,
    inviteId,
    joinedAtMs: atMs,
    presence: { state: 'here' },
    switches: { microphone: 'off', camera: 'off', screen: 'off' },
    voice: 'free',
    picture: 'shown',
    quality: 'auto',
    faderDb: 0,
    explaining,
  };
  return withPerson({ ...crew, participantIds: [...crew.participantIds, participantId] }, person);
};

const withPerson = (crew: CrewState, person: Participant): CrewState => ({
  ...crew,
  participants: { ...crew.participants, [person.id]: person },
});

/** Whoever leaves takes their places with them; what they said stays. */
const withoutPerson = (crew: CrewState, participantId: ParticipantId): CrewState => {
  const { [participantId]: _left, ...participants } = crew.participants;
  return {
    ...crew,
    participants,
    participantIds: without(crew.participantIds, participantId),
    stageIds: without(crew.stageIds, participantId),
    screenIds: without(crew.screenIds, participantId),
    spotlightId: crew.spotlightId === participantId ? null : crew.spotlightId,
    cuedId: crew.cuedId === participantId ? null : crew.cuedId,
    production: crew.production && withoutPlaces(crew.production, participantId),
  };
};

/** Whoever is not there cannot take over. A maker who leaves has given the program away: see `leaving`. */
const withoutStandby = (production: Production, participantId: ParticipantId): Production =>
  production.standbyId === participantId ? { ...production, standbyId: null } : production;

const withoutPlaces = (production: Production, participantId: ParticipantId): Production => ({
  ...withoutStandby(production, participantId),
  appointedId: production.appointedId === participantId ? null : production.appointedId,
});

const without = (ids: readonly ParticipantId[], participantId: ParticipantId): ParticipantId[] =>
  ids.filter((id) => id !== participantId);
