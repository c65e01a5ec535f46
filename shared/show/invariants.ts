import { assert } from '../invariant.ts';
import { MAX_CHAT_MESSAGES, type ChatState } from './chat.ts';
import { participantOf, type CrewState } from './crew.ts';
import type { FlashSale } from './flash.ts';
import { unitsLeft } from './item.ts';
import { itemOf } from './item-of.ts';
import { isRunning } from './life.ts';
import { canBeOnStage, MAX_ON_STAGE, MAX_PARTICIPANTS } from './participant.ts';
import { MAX_HELD_MESSAGES, type ModerationState } from './moderation.ts';
import { assertPlanInvariants } from './flash-plan.ts';
import { MAX_QUESTIONS } from './questions.ts';
import type { ShowState } from './state.ts';
import type { ShowWithLedger } from './offering.ts';

/**
 * What is true of every show at every seq. Throws `InvariantError`.
 * The server checks it before it stores what a command led to; the seeded tests check it after each step.
 */
export const assertShowInvariants = (state: ShowState): void => {
  if (state.crew) assertCrewInvariants(state.crew);
  assert(new Set(state.itemIds).size === state.itemIds.length, 'an item is on the shelf once');
  assert(Object.keys(state.items).length === state.itemIds.length, 'every item has a place on the shelf');
  assert(
    state.itemIds.every((itemId) => itemOf(state, itemId)?.id === itemId),
    'every place on the shelf has its item',
  );
  if (state.ledger) assertLedgerInvariants({ ...state, ledger: state.ledger });
  if (state.crew) assertChatInvariants(state.chat, state.crew.moderation);
  if (state.flash && state.flash.life.phase !== 'over') assertFlashInvariants(state, state.flash);
  assertGiveawayInvariants(state);
  assertPlanInvariants(state);
  for (const { sellerId, itemId, state: asked } of state.crew?.asks ?? []) {
    const item = itemOf(state, itemId);
    assert(item?.seller?.id === sellerId, 'a seller asks to explain what is theirs');
    assert(asked === 'declined' || isRunning(state.life), 'only in a running show there is something to answer');
  }
  assert(
    Object.values(state.items).every(({ seller, visibility }) => seller === null || visibility !== 'hidden'),
    'what a seller brings is seen',
  );
  if (state.callout) {
    assert(itemOf(state, state.callout.itemId)?.visibility === 'listed', 'what is explained is offered');
    assert(isRunning(state.life), 'only a running show explains');
  }
  if (state.mark) {
    assert(isRunning(state.life), 'only a running show has a marked picture');
    assert(
      state.mark.areas.every((area) => itemOf(state, area.itemId)?.visibility === 'listed'),
      'what can be clicked is offered',
    );
  }
};

const assertFlashInvariants = (state: ShowState, { id, itemId, priceMinor, currency, life }: FlashSale): void => {
  const item = itemOf(state, itemId);
  assert(item && isRunning(state.life), 'a flash sale is of a product of a running show');
  assert(priceMinor < item.priceMinor && currency === item.currency, 'a flash sale is cheaper than usual');
  const isToBeDrawn = life.phase === 'warm-up' || (life.phase === 'open' && life.draw === 'gathering');
  if (state.ledger) assert((state.ledger.draw?.flashId === id) === isToBeDrawn, 'what is to be drawn has its seed');
};

const assertGiveawayInvariants = (state: ShowState): void => {
  const { giveaway, ledger } = state;
  if (giveaway?.life.phase !== 'open') {
    assert(!ledger?.giveaway, 'what is over has no draw');
    return;
  }
  assert(isRunning(state.life), 'a giveaway is of a running show');
  if (!ledger) return;
  const { giveawayId, units = 0, itemId = null } = ledger.giveaway ?? {};
  assert(giveawayId === giveaway.id, 'what is to be drawn has its seed');
  assert(units === (itemId === null ? 0 : giveaway.winners), 'as much is set aside as can be won');
  assert(units <= (itemId === null ? 0 : (itemOf(state, itemId)?.held ?? 0)), 'what can be won is held');
};

/** Cheap on purpose: it is asked after each of thousands of commands a second. The seeded tests add every hold up. */
const assertLedgerInvariants = ({ items }: ShowWithLedger): void => {
  for (const item of Object.values(items)) {
    assert(item.held >= 0 && item.sold >= 0 && item.given >= 0, 'nothing is counted below zero');
    assert(unitsLeft(item) >= 0, 'no more is promised and sold than there is');
  }
};

const assertChatInvariants = ({ messages, pinned, onAir, questions }: ChatState, { held }: ModerationState): void => {
  assert(messages.length <= MAX_CHAT_MESSAGES, 'the chat holds as much as it may');
  assert(pinned?.text !== null && onAir?.text !== null, 'what is pinned or on air can be read');
  assert(questions.length <= MAX_QUESTIONS, 'no more is asked than can be told');
  assert(questions.filter(({ stage }) => stage.kind === 'answering').length <= 1, 'one question at a time is answered');
  assert(held.length <= MAX_HELD_MESSAGES, 'no more waits than can be read');
  assert(
    held.every(({ id }) => !messages.some((message) => message.id === id)),
    'what waits is not shown',
  );
};

const assertCrewInvariants = (crew: CrewState): void => {
  const { participants, participantIds, stageIds, screenIds, spotlightId, cuedId, production } = crew;
  assert(new Set(participantIds).size === participantIds.length, 'a person has one place');
  assert(Object.keys(participants).length === participantIds.length, 'every person has a place');
  assert(participantIds.length <= MAX_PARTICIPANTS, 'the studio holds as many as it may');
  assert(new Set(stageIds).size === stageIds.length && stageIds.length <= MAX_ON_STAGE, 'the stage holds each once');
  for (const participantId of stageIds) {
    const person = participantOf(crew, participantId);
    assert(person && canBeOnStage(person.role), 'only who may be on air is on stage');
  }
  assert(
    screenIds.every((participantId) => participantOf(crew, participantId)?.switches.screen === 'on'),
    'a screen on air is shared',
  );
  assert(spotlightId === null || stageIds.includes(spotlightId), 'the spotlight is on stage');
  if (production) {
    const { document, onAir, makerId, standbyId, appointedId } = production;
    assert(document.sceneIds.includes(onAir.sceneId), 'the scene on air exists');
    assert(standbyId !== makerId, 'nobody stands by for themselves');
    assert(
      standbyId === null || participantOf(crew, standbyId)?.presence.state === 'here',
      'whoever stands by is here',
    );
    assert(appointedId === null || participantOf(crew, appointedId), 'whoever is to stand by is in the studio');
  }
  assert(new Set(crew.asks.map(({ sellerId }) => sellerId)).size === crew.asks.length, 'a seller asks one thing');
  assert(cuedId === null || !stageIds.includes(cuedId), 'whoever is next is not on yet');
};
