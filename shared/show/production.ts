import { assert, assertNever } from '../invariant.ts';
import { ok, refuse, type Result } from '../result.ts';
import { repairDocument } from '../scene/repair.ts';
import { editShared, isShareable } from '../scene/shared-edit.ts';
import { placeOf, type Actor } from './actor.ts';
import type { ShowCommand } from './command.ts';
import { makerOf, participantOf, type CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';
import { isAllowed } from './permissions.ts';
import type { Production } from './production-state.ts';

export type ProductionCommand = Extract<ShowCommand, { type: `production.${string}` }>;
type ProductionEvent = Extract<ShowEvent, { type: `production.${string}` }>;

/**
 * What is composed, what is on air of it, and by whom. `production.not-open` before a page has brought its document,
 * `scene.on-air` for an edit that would remove the scene on air, `scene.not-found`, `document.invalid`, `document.too-large`,
 * `people.not-found`, `auth.forbidden` for a document that is not the maker's and for somebody who never makes a program, `production.not-ready` for a handover to somebody whose page does not stand by.
 */
export const decideProduction = (
  crew: CrewState,
  command: ProductionCommand,
  actor: Actor,
): Result<readonly ShowEvent[]> => {
  const { production } = crew;
  if (command.type === 'production.open') return decideOpen(crew, command, actor);
  if (production === null) return refuse('production.not-open');
  switch (command.type) {
    case 'production.edit':
      return decideEdit(production, command, actor);
    case 'production.take':
      return decideTake(production, command, actor);
    case 'production.standBy':
      return decideStandBy(crew, production, { command, actor });
    case 'production.appoint':
      return decideAppoint(crew, production, command);
    case 'production.handOver':
      if (!participantOf(crew, command.participantId)) return refuse('people.not-found', 'participantId');
      if (command.participantId === production.makerId) return ok([]);
      if (command.participantId !== production.standbyId) return refuse('production.not-ready', 'participantId');
      return ok([{ type: 'production.handedOver', makerId: command.participantId, cause: 'asked' }]);
    case 'production.rescue':
      // Without anybody who stands by, the show waits for its maker.
      if (production.makerId !== command.makerId || production.standbyId === null) return ok([]);
      return ok([{ type: 'production.handedOver', makerId: production.standbyId, cause: 'lost' }]);
    default:
      return assertNever(command);
  }
};

type CommandOf<Type extends ProductionCommand['type']> = Extract<ProductionCommand, { type: Type }>;

/** The first document counts: whoever comes later works on that one. */
const decideOpen = (
  crew: CrewState,
  { document, sceneId }: CommandOf<'production.open'>,
  actor: Actor,
): Result<readonly ShowEvent[]> => {
  if (crew.production !== null) return ok([]);
  const makerId = placeOf(actor);
  if (makerId === null || !participantOf(crew, makerId)) return refuse('people.not-found');
  if (makerId !== makerOf(crew)) return refuse('auth.forbidden');
  if (!isShareable(document)) return refuse('document.too-large', 'document');
  const sound = repairDocument(document);
  if (!sound.ok) return sound;
  if (!sound.value.document.sceneIds.includes(sceneId)) return refuse('scene.not-found', 'sceneId');
  return ok([{ type: 'production.opened', document: sound.value.document, sceneId, makerId }]);
};

const decideEdit = (
  production: Production,
  { editId, edit }: CommandOf<'production.edit'>,
  actor: Actor,
): Result<readonly ShowEvent[]> => {
  const participantId = placeOf(actor);
  if (participantId === null) return refuse('people.not-found');
  const edited = editShared(production.document, edit);
  if (!edited.ok) return edited;
  if (!isShareable(edited.value)) return refuse('document.too-large');
  if (!edited.value.sceneIds.includes(production.onAir.sceneId)) return refuse('scene.on-air');
  return ok([{ type: 'production.edited', participantId, editId, edit }]);
};

const decideTake = (
  { document, onAir }: Production,
  { sceneId, transition }: CommandOf<'production.take'>,
  actor: Actor,
): Result<readonly ShowEvent[]> => {
  const participantId = placeOf(actor);
  if (participantId === null) return refuse('people.not-found');
  if (!document.sceneIds.includes(sceneId)) return refuse('scene.not-found', 'sceneId');
  return ok(onAir.sceneId === sceneId ? [] : [{ type: 'production.taken', participantId, sceneId, transition }]);
};

const decideStandBy = (
  crew: CrewState,
  production: Production,
  { command, actor }: { readonly command: CommandOf<'production.standBy'>; readonly actor: Actor },
): Result<readonly ShowEvent[]> => {
  const participantId = placeOf(actor);
  const person = participantId === null ? null : participantOf(crew, participantId);
  if (person?.presence.state !== 'here') return refuse('people.not-found');
  const isStandby = production.standbyId === person.id;
  if (command.standby === 'off') return ok(isStandby ? [{ type: 'production.stoodBy', standbyId: null }] : []);
  // One shadow is enough, and the maker is none.
  const isFree = production.standbyId === null || (production.appointedId === person.id && !isStandby);
  return ok(isFree && production.makerId !== person.id ? [{ type: 'production.stoodBy', standbyId: person.id }] : []);
};

const decideAppoint = (
  crew: CrewState,
  { appointedId }: Production,
  { participantId }: CommandOf<'production.appoint'>,
): Result<readonly ShowEvent[]> => {
  const person = participantOf(crew, participantId);
  if (person === null) return refuse('people.not-found', 'participantId');
  if (!isAllowed(person.role, 'production.standBy')) return refuse('auth.forbidden', 'participantId');
  return ok(appointedId === participantId ? [] : [{ type: 'production.appointed', participantId }]);
};

export const applyProduction = (crew: CrewState, event: ProductionEvent, atMs: number): CrewState => {
  if (event.type === 'production.opened') {
    assert(crew.production === null, 'a production opens once');
    const { document, sceneId, makerId } = event;
    const onAir = { sceneId, fromSceneId: null, transition: { kind: 'cut' }, participantId: makerId, atMs } as const;
    return { ...crew, production: { document, onAir, lastEdit: null, makerId, standbyId: null, appointedId: null } };
  }
  const { production } = crew;
  assert(production, 'a production is open before it changes');
  return { ...crew, production: changed(production, event, atMs) };
};

const changed = (
  production: Production,
  event: Exclude<ProductionEvent, { type: 'production.opened' }>,
  atMs: number,
): Production => {
  switch (event.type) {
    case 'production.edited': {
      const { participantId, editId, edit } = event;
      const edited = editShared(production.document, edit);
      assert(edited.ok, 'an edit was tried before it was logged');
      return { ...production, document: edited.value, lastEdit: { participantId, editId, atMs } };
    }
    case 'production.taken': {
      const { participantId, sceneId, transition } = event;
      const onAir = { sceneId, fromSceneId: production.onAir.sceneId, transition, participantId, atMs };
      return { ...production, onAir };
    }
    case 'production.stoodBy':
      return { ...production, standbyId: event.standbyId };
    case 'production.appointed':
      return { ...production, appointedId: event.participantId };
    case 'production.handedOver':
      return { ...production, makerId: event.makerId, standbyId: null };
    default:
      return assertNever(event);
  }
};
