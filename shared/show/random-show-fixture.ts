import * as v from 'valibot';
import { valuesOf } from '../buckets.ts';
import {
  BuyerId,
  CalloutId,
  ChatMark,
  EditId,
  FlashId,
  GiveawayId,
  HoldId,
  InviteId,
  ItemId,
  makeId,
  MessageId,
  SceneId,
  SellerId,
  VisitorId,
  type ParticipantId,
} from '../ids.ts';
import { assert } from '../invariant.ts';
import { seededRandom, type Random } from '../random.ts';
import { between } from '../scene/diff.ts';
import { randomEdit } from '../scene/random-edits.ts';
import { aStarter } from '../scene/sample-documents.ts';
import { sceneEditOf } from '../scene/shared-edit.ts';
import { ACTOR_ROLES, HOST_ID, STUDIO_ROLES, type Actor, type ActorRole } from './actor.ts';
import { holdOf } from './ledger.ts';
import { chatterOf } from './chatters.ts';
import { ShowCommand } from './command.ts';
import { openLife, PAY_KINDS, totalOf, type Money } from './hold.ts';
import { assertShowInvariants } from './invariants.ts';
import { isAllowed } from './permissions.ts';
import { actorAs, createCommand, personId, ScriptedShow, someFacts } from './show-fixture.ts';
import type { ShowPhase } from './state.ts';
import type { StockChange } from './stock.ts';

const COMMANDS_A_SHOW = 1_400;

const NEXT_PHASES: Record<ShowPhase, readonly ShowPhase[]> = {
  draft: ['live'],
  live: ['interrupted', 'ended'],
  interrupted: ['live', 'ended'],
  ended: ['live'],
};

const pick = <Value>(random: Random, values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];

const anItemId = (show: ScriptedShow, random: Random): ItemId =>
  pick(random, [v.parse(ItemId, 'unknown'), ...(show.maybeState?.itemIds ?? [])]);

const aMark = (show: ScriptedShow, random: Random) => ({
  captureAtMs: show.atMs,
  calloutId: show.maybeState?.callout?.id ?? null,
  areas: Array.from({ length: Math.floor(random() * 3) }, () => ({
    itemId: anItemId(show, random),
    rect: { x: random(), y: random(), width: 0.5, height: 0.5 },
  })),
});

const aPersonId = (show: ScriptedShow, random: Random): ParticipantId =>
  pick(random, [personId(`p${Math.floor(random() * 20)}`), HOST_ID, ...(show.maybeState?.crew?.participantIds ?? [])]);

const aMessageId = (show: ScriptedShow, random: Random): MessageId =>
  pick(random, [v.parse(MessageId, 'none'), ...(show.maybeState?.crew?.talk ?? []).map(({ id }) => id)]);

/** Mostly somebody who may ask, as themselves. */
const anActor = (show: ScriptedShow, random: Random, command: ShowCommand): Actor => {
  const { type } = command;
  const able = ACTOR_ROLES.filter((role) => isAllowed(role, type));
  if (able.includes('viewer') && random() < 0.9) return { role: 'viewer', buyerId: aBuyerId(show, random, command) };
  const role = pick<ActorRole>(random, ['host', ...able, ...able, ...ACTOR_ROLES]);
  if (role === 'viewer') return { role, buyerId: aBuyerId(show, random, command) };
  // Sellers are few among those who could ask.
  const sellers = Object.values(show.maybeState?.crew?.participants ?? {}).filter((person) => person.role === 'seller');
  const seller = sellers[Math.floor(random() * sellers.length)];
  if (role === 'seller' && seller && random() < 0.9) return actorAs(role, seller.id);
  return actorAs(role, aPersonId(show, random));
};

const aProductionCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const production = show.maybeState?.crew?.production ?? null;
  const document = production?.document ?? aStarter();
  const sceneId = pick(random, [v.parse(SceneId, 'none'), ...document.sceneIds]);
  const { edited } = randomEdit(document, random);
  const edit = sceneEditOf(between(document, edited.ok ? edited.value : document));
  const participantId = pick(random, [aPersonId(show, random), production?.standbyId ?? HOST_ID]);
  const makerId = pick(random, [aPersonId(show, random), production?.makerId ?? HOST_ID]);
  return pick<ShowCommand>(random, [
    { type: 'production.open', document, sceneId },
    { type: 'production.edit', editId: makeId(EditId, random), edit },
    { type: 'production.edit', editId: makeId(EditId, random), edit },
    { type: 'production.take', sceneId, transition: { kind: 'cut' } },
    { type: 'production.standBy', standby: pick(random, ['ready', 'ready', 'off']) },
    { type: 'production.standBy', standby: 'ready' },
    { type: 'production.appoint', participantId },
    { type: 'production.handOver', participantId },
    { type: 'production.rescue', makerId },
  ]);
};

/** Everybody who sells came by one of three links. */
const aSellerCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const participantId = aPersonId(show, random);
  const inviteId = v.parse(InviteId, `invite${Math.floor(random() * 3)}`);
  const explaining = pick(random, ['at-once', 'asks-first'] as const);
  const facts = someFacts({ name: 'Honey', stock: pick(random, [null, 2, 5]) });
  const ask = pick(random, [null, ...(show.maybeState?.crew?.asks ?? [])]);
  const own = Object.values(show.maybeState?.items ?? {}).filter(({ seller }) => seller !== null);
  const itemId =
    random() < 0.3 ? anItemId(show, random) : (own[Math.floor(random() * own.length)]?.id ?? anItemId(show, random));
  const sellerId = ask?.sellerId ?? v.parse(SellerId, inviteId);
  const answer = pick(random, ['approved', 'declined'] as const);
  return pick<ShowCommand>(random, [
    { type: 'people.join', participantId, role: 'seller', name: pick(random, ['Ann', 'Bo']), inviteId, explaining },
    { type: 'people.join', participantId, role: 'seller', name: 'Cy', inviteId, explaining },
    { type: 'shelf.add', facts, visibility: 'hidden' },
    { type: 'shelf.add', facts, visibility: 'listed' },
    { type: 'shelf.change', itemId, facts },
    { type: 'shelf.list', itemId },
    { type: 'shelf.unlist', itemId },
    { type: 'callout.open', itemId },
    { type: 'seller.ask', itemId },
    { type: 'seller.ask', itemId },
    { type: 'seller.drop' },
    { type: 'seller.answer', sellerId, itemId: ask?.itemId ?? itemId, answer },
    { type: 'seller.answer', sellerId, itemId: ask?.itemId ?? itemId, answer },
    { type: 'seller.close', sellerId },
    { type: 'people.leave', participantId, reason: pick(random, ['left', 'silent']) },
  ]);
};

const aCrewCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const participantId = aPersonId(show, random);
  const explaining = 'at-once';
  const onOff = (): 'on' | 'off' => pick(random, ['on', 'off']);
  return pick<ShowCommand>(random, [
    { type: 'people.join', participantId, role: pick(random, STUDIO_ROLES), name: 'Ann', inviteId: null, explaining },
    { type: 'people.join', participantId, role: 'guest', name: 'Bo', inviteId: null, explaining },
    { type: 'people.join', participantId, role: 'guest', name: 'Cy', inviteId: null, explaining },
    { type: 'people.lose', participantId },
    { type: 'people.leave', participantId, reason: pick(random, ['left', 'silent', 'revoked']) },
    { type: 'people.remove', participantId },
    { type: 'people.rename', name: pick(random, ['Ann', 'Bo']) },
    { type: 'people.switch', switches: { microphone: onOff(), camera: onOff(), screen: onOff() } },
    { type: 'people.mute', participantId },
    { type: 'people.setPicture', participantId, picture: pick(random, ['shown', 'hidden']) },
    { type: 'people.setFader', participantId, faderDb: pick(random, [0, -6, null]) },
    { type: 'people.setQuality', participantId, quality: pick(random, ['auto', 'low', 'audio-only']) },
    { type: 'stage.enter', participantId },
    { type: 'stage.enter', participantId },
    { type: 'stage.enter', participantId },
    { type: 'stage.leave', participantId },
    { type: 'stage.move', participantId, toIndex: Math.floor(random() * 3) },
    { type: 'stage.move', participantId, toIndex: Math.floor(random() * 12) },
    { type: 'stage.spotlight', participantId: pick(random, [participantId, participantId, null]) },
    { type: 'stage.cue', participantId: pick(random, [participantId, participantId, null]) },
    { type: 'stage.setScreen', participantId, screen: pick(random, ['on-air', 'off-air']) },
    { type: 'talk.post', text: 'Ready' },
    { type: 'talk.remove', messageId: aMessageId(show, random) },
  ]);
};

const anAudience = (show: ScriptedShow, random: Random): ShowCommand => {
  const somebody = (): VisitorId[] =>
    random() < 0.5 ? [] : [v.parse(VisitorId, `visitor${Math.floor(random() * 9)}`)];
  const calloutId = show.maybeState?.callout?.id ?? null;
  const noticed = [{ itemId: anItemId(show, random), calloutId, impressions: 1, clicks: 1 }];
  return { type: 'audience.count', watching: 1, most: 2, watchedMs: 5, came: somebody(), left: somebody(), noticed };
};

const aStockChange = (random: Random): StockChange =>
  pick(random, [
    { kind: 'by', units: Math.floor(random() * 7) - 3 },
    { kind: 'to', units: Math.floor(random() * 9) },
  ]);

const aPublicCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const itemId = anItemId(show, random);
  const facts = someFacts({ name: pick(random, ['Tea', 'Cup']), stock: pick(random, [null, 0, 2, 5]) });
  const calloutId = show.maybeState?.callout?.id ?? v.parse(CalloutId, 'none');
  return pick<ShowCommand>(random, [
    createCommand,
    { type: 'show.rename', title: pick(random, ['A', 'B']) },
    {
      type: 'show.plan',
      plan: {
        startsAtMs: pick(random, [null, 9_000]),
        category: pick(random, ['food', 'other']),
        visibility: pick(random, ['listed', 'unlisted']),
      },
    },
    { type: 'show.start' },
    { type: 'show.start' },
    { type: 'show.interrupt' },
    { type: 'show.resume' },
    { type: 'show.end' },
    { type: 'shelf.add', facts, visibility: pick(random, ['listed', 'hidden']) },
    { type: 'shelf.add', facts, visibility: 'listed' },
    { type: 'shelf.change', itemId, facts },
    { type: 'stock.correct', itemId, change: aStockChange(random), reason: 'counted', note: null },
    { type: 'shelf.move', itemId, toIndex: Math.floor(random() * 12) },
    { type: 'shelf.remove', itemId },
    { type: 'shelf.list', itemId },
    { type: 'shelf.unlist', itemId },
    { type: 'callout.open', itemId },
    { type: 'callout.open', itemId },
    { type: 'callout.close', calloutId },
    { type: 'program.mark', mark: aMark(show, random) },
    anAudience(show, random),
  ]);
};

/** Mostly whose hold it is. */
const aBuyerId = (show: ScriptedShow, random: Random, command: ShowCommand): BuyerId => {
  const { ledger } = show.maybeState ?? {};
  const hold = ledger && 'holdId' in command ? holdOf(ledger, command.holdId) : null;
  const anybody = v.parse(BuyerId, `buyer${Math.floor(random() * 6)}`);
  return hold && random() < 0.9 ? hold.buyerId : anybody;
};

const aHoldId = (show: ScriptedShow, random: Random): HoldId => {
  const { ledger } = show.maybeState ?? {};
  const holds = ledger ? valuesOf(ledger.holds) : [];
  const unsettled = holds.filter((hold) => hold.life.state === 'waiting' || openLife(hold));
  const among = random() < 0.7 ? unsettled : holds;
  return pick(random, [v.parse(HoldId, 'none'), ...among.map(({ holdId }) => holdId)]);
};

const aPaidId = (show: ScriptedShow, random: Random): HoldId => {
  const { ledger } = show.maybeState ?? {};
  const paid = ledger ? valuesOf(ledger.holds).filter(({ life }) => 'paymentId' in life) : [];
  return pick(random, [v.parse(HoldId, 'none'), ...paid.map(({ holdId }) => holdId)]);
};

const costOf = ({ maybeState }: ScriptedShow, holdId: HoldId): Money => {
  const hold = maybeState?.ledger && holdOf(maybeState.ledger, holdId);
  return hold ? totalOf(hold) : { amountMinor: 1, currency: someFacts().currency };
};

const aTillCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const holdId = aHoldId(show, random);
  const paymentId = pick(random, [`first of ${holdId}`, `second of ${holdId}`]);
  // Money comes for what is settled, too.
  const paidId = random() < 0.5 ? holdId : aPaidId(show, random);
  const refundId = pick(random, [`first of ${paidId}`, `second of ${paidId}`]);
  const itemId = anItemId(show, random);
  const { currency } = someFacts();
  const request = {
    type: 'hold.request' as const,
    intent: `intent-${Math.floor(random() * 4_000)}`,
    itemId,
    quantity: 1 + Math.floor(random() * 3),
    seen: { priceMinor: pick(random, [3_990, 3_990, 5_000, 1]), currency },
  };
  return pick<ShowCommand>(random, [
    request,
    request,
    request,
    request,
    { type: 'hold.extend', holdId },
    { type: 'hold.cancel', holdId },
    { type: 'hold.startCheckout', holdId, payKind: pick(random, PAY_KINDS) },
    { type: 'hold.nameCheckout', holdId, sessionName: `cs_${holdId}` },
    { type: 'hold.withdraw', holdId },
    { type: 'order.settle', holdId },
    { type: 'hold.expire' },
    { type: 'order.pay', holdId, paymentId, paid: costOf(show, holdId) },
    { type: 'order.pay', holdId, paymentId, paid: { amountMinor: 1, currency } },
    { type: 'order.pay', holdId: paidId, paymentId: refundId, paid: costOf(show, paidId) },
    { type: 'order.refund', holdId: paidId, paymentId: refundId },
  ]);
};

const aFlashCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const flashId = show.maybeState?.flash?.id ?? v.parse(FlashId, 'none');
  const terms = {
    itemId: anItemId(show, random),
    priceMinor: pick(random, [1_990, 1_990, 3_990]),
    limitPerBuyer: 1 + Math.floor(random() * 3),
    warmUpMs: 10_000,
    openMs: 60_000,
  };
  return pick<ShowCommand>(random, [
    { type: 'flash.start', terms, windowMs: 500 },
    { type: 'flash.start', terms, windowMs: 1_000 },
    { type: 'flash.plan', terms },
    { type: 'flash.unplan', itemId: terms.itemId },
    { type: 'flash.advance' },
    { type: 'flash.advance' },
    { type: 'flash.advance' },
    { type: random() < 0.5 ? 'flash.cancel' : 'flash.close', flashId },
  ]);
};

const aGiveawayCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const giveawayId = show.maybeState?.giveaway?.id ?? v.parse(GiveawayId, 'none');
  const terms = {
    prize: 'A jar',
    itemId: pick(random, [null, anItemId(show, random)]),
    winners: 1 + Math.floor(random() * 3),
    word: pick(random, [null, null, 'hello']),
    openMs: 900_000,
  };
  const intent = `entry-key-${Math.floor(random() * 50)}`;
  const { ledger, chatters } = show.maybeState ?? {};
  const [entrant] = ledger?.giveaway ? valuesOf(ledger.giveaway.entries) : [];
  const mark = entrant && chatters && chatterOf(chatters, entrant.buyerId)?.mark;
  if (mark && random() < 0.1) return { type: 'chat.restrict', mark, standing: 'banned' };
  const enter = { type: 'giveaway.enter' as const, giveawayId, intent, name: pick(random, ['Mei', 'Tom', 'Scam']) };
  if (show.maybeState?.giveaway?.life.phase !== 'open') return { type: 'giveaway.start', terms };
  if (random() < 0.05) return { type: 'giveaway.cancel', giveawayId };
  return pick<ShowCommand>(random, [{ type: 'giveaway.advance' }, enter, enter]);
};

const aChatCommand = (show: ScriptedShow, random: Random): ShowCommand => {
  const { chat, crew, chatters } = show.maybeState ?? {};
  const none = v.parse(MessageId, 'none');
  const messageId = pick(random, [none, ...(chat?.messages ?? []).slice(-5).map(({ id }) => id)]);
  const questionId = pick(random, [none, ...(chat?.questions ?? []).map(({ message }) => message.id)]);
  const heldId = pick(random, [none, ...(crew?.moderation.held ?? []).map(({ id }) => id)]);
  const known = chatters ? valuesOf(chatters.known).map(({ mark }) => mark) : [];
  const mark = pick(random, [v.parse(ChatMark, '22222'), ...known]);
  const text = pick(random, ['Hello', 'Is it a scam?']);
  const name = pick(random, ['Mei', 'Tom']);
  const write = {
    type: 'chat.write' as const,
    name,
    text,
    replyToId: pick(random, [null, messageId]),
    intent: `entry-key-${Math.floor(random() * 50)}`,
  };
  return pick<ShowCommand>(random, [
    write,
    write,
    write,
    write,
    { type: 'chat.speak', text, replyToId: null, tone: pick(random, ['said', 'announced']) },
    { type: 'chat.remove', messageId },
    { type: 'chat.pin', messageId: pick(random, [null, messageId]) },
    { type: 'chat.air', messageId: pick(random, [null, messageId, messageId]) },
    { type: 'question.ask', name, text },
    { type: 'question.ask', name, text },
    { type: 'question.vote', messageId: questionId },
    { type: 'question.answer', messageId: questionId },
    { type: 'question.finish' },
    { type: 'chat.air', messageId: questionId },
    { type: 'chat.remove', messageId: questionId },
    { type: 'chat.slow', seconds: pick(random, [0, 5]) },
    { type: 'chat.holdWords', words: pick(random, [[], ['scam'], ['scam']]) },
    { type: 'chat.settle', messageId: heldId, verdict: pick(random, ['shown', 'refused']) },
    { type: 'chat.restrict', mark, standing: pick(random, ['free', 'free', 'muted', 'banned']) },
  ]);
};

const aCommand = (show: ScriptedShow, random: Random): ShowCommand =>
  pick(random, [
    aPublicCommand,
    aTillCommand,
    aTillCommand,
    aTillCommand,
    aFlashCommand,
    aGiveawayCommand,
    aGiveawayCommand,
    aChatCommand,
    aCrewCommand,
    aCrewCommand,
    aSellerCommand,
    aProductionCommand,
  ])(show, random);

/** A show that is asked all kinds of things by all kinds of people. Throws where a moment of it breaks an invariant. */
export const runAtRandom = (seed: number): ScriptedShow => {
  const random = seededRandom(seed);
  const show = new ScriptedShow(random);
  for (let step = 0; step < COMMANDS_A_SHOW; step += 1) {
    show.atMs += Math.floor(random() ** 30 * 3 * 60 * 60 * 1_000);
    const before = show.maybeState;
    const command = v.parse(ShowCommand, aCommand(show, random));
    const result = show.ask(command, anActor(show, random, command));
    const after = show.maybeState;
    if (!result.ok || result.value.length === 0)
      assert(after === before, `${command.type} changed nothing, and the state did`);
    if (!after) continue;
    assertShowInvariants(after);
    if (before && before.life.phase !== after.life.phase) {
      const [from, to] = [before.life.phase, after.life.phase];
      assert(NEXT_PHASES[from].includes(to), `${command.type} led from ${from} to ${to}`);
    }
  }
  return show;
};
