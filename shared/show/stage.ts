import type { ParticipantId } from '../ids.ts';
import { assert, assertNever } from '../invariant.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { ShowCommand } from './command.ts';
import { participantOf, type CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';
import { canBeOnStage, MAX_ON_STAGE } from './participant.ts';

export type StageCommand = Extract<ShowCommand, { type: `stage.${string}` }>;
type StageEvent = Extract<ShowEvent, { type: `stage.${string}` }>;

/**
 * Who is on stage, in which order, and with how much room. `people.not-found`, `stage.full` at `MAX_ON_STAGE`, `stage.never`
 * for a role that is never on air, `stage.no-screen` for a screen that is not shared. What is so already gives no events.
 */
export const decideStage = (crew: CrewState, command: StageCommand): Result<readonly ShowEvent[]> => {
  const { participantId } = command;
  if (participantId === null) return decideNobody(crew, command);
  const person = participantOf(crew, participantId);
  if (!person) return refuse('people.not-found', 'participantId');
  const isOnStage = crew.stageIds.includes(participantId);
  switch (command.type) {
    case 'stage.enter':
      if (isOnStage) return ok([]);
      if (!canBeOnStage(person.role)) return refuse('stage.never', 'participantId');
      if (crew.stageIds.length >= MAX_ON_STAGE) return refuse('stage.full');
      return ok([{ type: 'stage.entered', participantId }]);
    case 'stage.leave':
      return ok(isOnStage ? [{ type: 'stage.left', participantId }] : []);
    case 'stage.move': {
      if (!isOnStage) return refuse('people.not-found', 'participantId');
      const toIndex = Math.min(command.toIndex, crew.stageIds.length - 1);
      return ok(crew.stageIds[toIndex] === participantId ? [] : [{ type: 'stage.moved', participantId, toIndex }]);
    }
    case 'stage.spotlight':
      if (!isOnStage) return refuse('people.not-found', 'participantId');
      return ok(crew.spotlightId === participantId ? [] : [{ type: 'stage.spotlit', participantId }]);
    case 'stage.cue':
      if (!canBeOnStage(person.role)) return refuse('stage.never', 'participantId');
      return ok(isOnStage || crew.cuedId === participantId ? [] : [{ type: 'stage.cued', participantId }]);
    case 'stage.setScreen': {
      const isShown = crew.screenIds.includes(participantId);
      if (command.screen === 'on-air' && person.switches.screen === 'off') return refuse('stage.no-screen');
      if (isShown === (command.screen === 'on-air')) return ok([]);
      return ok([{ type: 'stage.screenSet', participantId, screen: command.screen }]);
    }
    default:
      return assertNever(command);
  }
};

/** A spotlight and a cue can be taken back. */
const decideNobody = (
  crew: CrewState,
  command: Extract<StageCommand, { participantId: ParticipantId | null }>,
): Result<readonly ShowEvent[]> => {
  switch (command.type) {
    case 'stage.spotlight':
      return ok(crew.spotlightId === null ? [] : [{ type: 'stage.spotlit', participantId: null }]);
    case 'stage.cue':
      return ok(crew.cuedId === null ? [] : [{ type: 'stage.cued', participantId: null }]);
    default:
      return refuse('people.not-found', 'participantId');
  }
};

export const applyStage = (crew: CrewState, event: StageEvent): CrewState => {
  switch (event.type) {
    case 'stage.entered':
      assert(participantOf(crew, event.participantId), 'only a person in the studio comes on stage');
      return {
        ...crew,
        stageIds: [...crew.stageIds, event.participantId],
        cuedId: crew.cuedId === event.participantId ? null : crew.cuedId,
      };
    case 'stage.left':
      return {
        ...crew,
        stageIds: without(crew.stageIds, event.participantId),
        spotlightId: crew.spotlightId === event.participantId ? null : crew.spotlightId,
      };
    case 'stage.moved': {
      const { participantId, toIndex } = event;
      return { ...crew, stageIds: without(crew.stageIds, participantId).toSpliced(toIndex, 0, participantId) };
    }
    case 'stage.spotlit':
      return { ...crew, spotlightId: event.participantId };
    case 'stage.cued':
      return { ...crew, cuedId: event.participantId };
    case 'stage.screenSet': {
      const others = without(crew.screenIds, event.participantId);
      return { ...crew, screenIds: event.screen === 'on-air' ? [...others, event.participantId] : others };
    }
    default:
      return assertNever(event);
  }
};

const without = (ids: readonly ParticipantId[], participantId: ParticipantId): ParticipantId[] =>
  ids.filter((id) => id !== participantId);
