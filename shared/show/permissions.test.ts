import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { EditId, FlashId, GiveawayId, SellerId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { between } from '../scene/diff.ts';
import { setLayerOpacity } from '../scene/edit-layers.ts';
import { aColorLayer, aDocument, granted, layerId, sceneId } from '../scene/sample-documents.ts';
import { sceneEditOf } from '../scene/shared-edit.ts';
import { ACTOR_ROLES, HOST_ID, STUDIO_ROLES, SYSTEM, type Actor, type ActorRole } from './actor.ts';
import { markOf } from './chat.ts';
import { ShowCommand, type ShowCommandType } from './command.ts';
import { isAllowed } from './permissions.ts';
import { CONTROL, CREW, MAKERS, ORDER, SHELF } from './roles-fixture.ts';
import { actorAs, createCommand, personId, ScriptedShow, someFacts } from './show-fixture.ts';
import { buyer } from './till-fixture.ts';

/** A seller with their own products alone; `sellers.test.ts` has the others'. */
const OWN_SHELF: readonly ActorRole[] = [...SHELF, 'seller'];
const VIEWER: readonly ActorRole[] = ['viewer'];
const SERVER: readonly ActorRole[] = ['system'];

/** Who may ask what of a show. A command without a row fails, and does not compile. */
const MAY: Record<ShowCommandType, readonly ActorRole[]> = {
  'show.create': ['host'],
  'show.rename': CONTROL,
  'show.plan': CONTROL,
  'show.start': CONTROL,
  'show.interrupt': SERVER,
  'show.resume': SERVER,
  'show.end': CONTROL,
  'shelf.add': OWN_SHELF,
  'shelf.addAll': OWN_SHELF,
  'shelf.change': OWN_SHELF,
  'shelf.move': SHELF,
  'shelf.remove': OWN_SHELF,
  'shelf.list': OWN_SHELF,
  'shelf.unlist': OWN_SHELF,
  'stock.correct': SHELF,
  'callout.open': OWN_SHELF,
  'callout.close': OWN_SHELF,
  'seller.ask': ['seller'],
  'seller.drop': ['seller'],
  'seller.answer': SHELF,
  'seller.close': SERVER,
  'hold.request': VIEWER,
  'hold.extend': VIEWER,
  'hold.cancel': VIEWER,
  'hold.startCheckout': VIEWER,
  'hold.nameCheckout': SERVER,
  'hold.withdraw': SHELF,
  'hold.expire': SERVER,
  'order.pay': SERVER,
  'order.refund': [...MAKERS, ...SERVER],
  'order.settle': MAKERS,
  'flash.start': SHELF,
  'flash.plan': SHELF,
  'flash.unplan': SHELF,
  'flash.cancel': SHELF,
  'flash.close': SHELF,
  'flash.advance': SERVER,
  'giveaway.start': SHELF,
  'giveaway.cancel': SHELF,
  'giveaway.enter': VIEWER,
  'giveaway.advance': SERVER,
  'program.mark': MAKERS,
  'people.join': SERVER,
  'people.lose': SERVER,
  'people.leave': SERVER,
  'people.remove': ORDER,
  'people.rename': CREW,
  'people.switch': CREW,
  'people.mute': ORDER,
  'people.setPicture': CONTROL,
  'people.setFader': CONTROL,
  'people.setQuality': CONTROL,
  'stage.enter': CONTROL,
  'stage.leave': CONTROL,
  'stage.move': CONTROL,
  'stage.spotlight': CONTROL,
  'stage.cue': CONTROL,
  'stage.setScreen': CONTROL,
  'production.open': MAKERS,
  'production.edit': CONTROL,
  'production.take': CONTROL,
  'production.standBy': MAKERS,
  'production.appoint': MAKERS,
  'production.handOver': MAKERS,
  'production.rescue': SERVER,
  'talk.post': CREW,
  'talk.remove': CREW,
  'chat.write': VIEWER,
  'chat.speak': ORDER,
  'chat.remove': [...ORDER, ...VIEWER],
  'chat.pin': ORDER,
  'chat.air': SHELF,
  'chat.slow': ORDER,
  'chat.holdWords': ORDER,
  'chat.settle': ORDER,
  'chat.restrict': ORDER,
  'audience.count': SERVER,
  'question.ask': VIEWER,
  'question.vote': VIEWER,
  'question.answer': ORDER,
  'question.finish': ORDER,
};

const document = aDocument({ scenes: { s1: [aColorLayer('sky')] } });
const edit = sceneEditOf(between(document, granted(setLayerOpacity(document, layerId('sky'), 0.5))));

/** As whom a role acts here: whoever buys is known by their browser. */
const actorOf = (role: ActorRole): Actor => (role === 'viewer' ? buyer('ann') : actorAs(role));

/** A live show with somebody of every role and a guest besides, a document, a card, words of everybody and a hold. */
const aShow = (role: ActorRole = 'host') => {
  const show = ScriptedShow.in('live');
  show.must(
    { type: 'people.join', participantId: HOST_ID, role: 'host', name: 'Hui', inviteId: null, explaining: 'at-once' },
    SYSTEM,
  );
  for (const each of STUDIO_ROLES) if (each !== 'host') show.join(each, each);
  const participantId = show.join('guest-2');
  const shelver = actorAs(role === 'seller' ? 'seller' : 'host');
  const itemId = show.addItem({}, 'listed', shelver);
  const [opened] = show.must({ type: 'callout.open', itemId });
  show.must({ type: 'production.open', document, sceneId: sceneId('s1') });
  show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host'));
  for (const each of STUDIO_ROLES) show.must({ type: 'talk.post', text: each }, actorAs(each));
  const seen = { priceMinor: someFacts().priceMinor, currency: someFacts().currency };
  const wish = { itemId, quantity: 1, seen };
  const [granted] = show.must({ type: 'hold.request', intent: 'intent-1', ...wish }, buyer('ann'));
  assert(opened?.type === 'callout.opened' && granted?.type === 'hold.granted', 'there is one of each');
  show.must({ type: 'chat.write', name: 'Ann', text: 'Hello', replyToId: null, intent: 'intent-1' }, buyer('ann'));
  const written = show.state.chat.messages[0];
  const mark = written && markOf(written);
  assert(written && mark, 'a viewer has written');
  show.atMs += 2_000;
  show.must({ type: 'question.ask', name: 'Ann', text: 'Is it fresh?' }, buyer('ann'));
  const askedId = show.state.chat.questions[0]?.message.id;
  assert(askedId, 'a viewer has asked');
  show.atMs += 2_000;
  const { calloutId } = opened;
  const { holdId } = granted;
  const messageOf = (role: ActorRole) => {
    const message = show.crew.talk.find(({ text }) => text === role) ?? show.crew.talk[0];
    assert(message, 'everybody has said something');
    return message.id;
  };
  return { show, participantId, itemId, calloutId, wish, holdId, messageOf, writtenId: written.id, askedId, mark };
};
type AShow = ReturnType<typeof aShow>;

type Commands = {
  readonly [Type in ShowCommandType]: (
    show: AShow,
    role: ActorRole,
  ) => Omit<Extract<ShowCommand, { type: Type }>, 'type'>;
};
const onPerson = ({ participantId }: AShow) => ({ participantId });
const onItem = ({ itemId }: AShow) => ({ itemId });
const onWritten = ({ writtenId }: AShow) => ({ messageId: writtenId });
const onFlash = () => ({ flashId: v.parse(FlashId, 'flash1') });
const onHold = ({ holdId }: AShow) => ({ holdId });

/** What each asks for, of this show. */
const COMMANDS: Commands = {
  'show.create': () => createCommand,
  'show.rename': () => ({ title: 'Autumn teas' }),
  'show.plan': () => ({ plan: { startsAtMs: 9_000, category: 'food', visibility: 'listed' } }),
  'show.start': () => ({}),
  'show.interrupt': () => ({}),
  'show.resume': () => ({}),
  'show.end': () => ({}),
  'shelf.add': () => ({ facts: someFacts(), visibility: 'listed' }),
  'shelf.addAll': () => ({ items: [{ facts: someFacts(), visibility: 'listed' }] }),
  'shelf.change': ({ itemId }) => ({ itemId, facts: someFacts() }),
  'shelf.move': ({ itemId }) => ({ itemId, toIndex: 0 }),
  'shelf.remove': onItem,
  'shelf.list': onItem,
  'shelf.unlist': onItem,
  'stock.correct': ({ itemId }) => ({ itemId, change: { kind: 'by', units: 1 }, reason: 'counted', note: null }),
  'callout.open': onItem,
  'callout.close': ({ calloutId }) => ({ calloutId }),
  'seller.ask': onItem,
  'seller.drop': () => ({}),
  'seller.answer': ({ itemId }) => ({ sellerId: v.parse(SellerId, 'seller'), itemId, answer: 'declined' }),
  'seller.close': () => ({ sellerId: v.parse(SellerId, 'seller') }),
  'hold.request': ({ wish }) => ({ intent: 'intent-2', ...wish }),
  'hold.extend': onHold,
  'hold.cancel': onHold,
  'hold.startCheckout': ({ holdId }) => ({ holdId, payKind: 'link' }),
  'hold.nameCheckout': ({ holdId }) => ({ holdId, sessionName: 'cs_1' }),
  'hold.withdraw': onHold,
  'hold.expire': () => ({}),
  'order.pay': ({ holdId }) => ({
    holdId,
    paymentId: 'p1',
    paid: { amountMinor: 3_990, currency: someFacts().currency },
  }),
  'order.settle': onHold,
  'order.refund': ({ holdId }) => ({ holdId, paymentId: 'p1' }),
  'flash.start': ({ itemId }) => ({
    terms: { itemId, priceMinor: 100, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 },
    windowMs: 500,
  }),
  'flash.plan': ({ itemId }) => ({
    terms: { itemId, priceMinor: 100, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 },
  }),
  'flash.unplan': ({ itemId }) => ({ itemId }),
  'flash.cancel': onFlash,
  'flash.close': onFlash,
  'flash.advance': () => ({}),
  'giveaway.start': ({ itemId }) => ({ terms: { prize: 'Tea', itemId, winners: 1, word: null, openMs: 30_000 } }),
  'giveaway.cancel': () => ({ giveawayId: v.parse(GiveawayId, 'giveaway1') }),
  'giveaway.enter': () => ({ giveawayId: v.parse(GiveawayId, 'giveaway1'), intent: 'intent-3', name: 'Ann' }),
  'giveaway.advance': () => ({}),
  'program.mark': () => ({ mark: { captureAtMs: 1, calloutId: null, areas: [] } }),
  'people.join': () => ({
    participantId: personId('new'),
    role: 'guest',
    name: 'New',
    inviteId: null,
    explaining: 'at-once',
  }),
  'people.lose': onPerson,
  'people.leave': ({ participantId }) => ({ participantId, reason: 'left' }),
  'people.remove': onPerson,
  'people.rename': () => ({ name: 'Somebody' }),
  'people.switch': () => ({ switches: { microphone: 'off', camera: 'off', screen: 'off' } }),
  'people.mute': onPerson,
  'people.setPicture': ({ participantId }) => ({ participantId, picture: 'hidden' }),
  'people.setFader': ({ participantId }) => ({ participantId, faderDb: -6 }),
  'people.setQuality': ({ participantId }) => ({ participantId, quality: 'low' }),
  'stage.enter': onPerson,
  'stage.leave': onPerson,
  'stage.move': ({ participantId }) => ({ participantId, toIndex: 0 }),
  'stage.spotlight': onPerson,
  'stage.cue': onPerson,
  'stage.setScreen': ({ participantId }) => ({ participantId, screen: 'off-air' }),
  'production.open': () => ({ document, sceneId: sceneId('s1') }),
  'production.edit': () => ({ editId: v.parse(EditId, 'edit1'), edit }),
  'production.take': () => ({ sceneId: sceneId('s1'), transition: { kind: 'cut' } }),
  'production.standBy': () => ({ standby: 'ready' }),
  'production.appoint': () => ({ participantId: personId('co-host') }),
  'production.handOver': () => ({ participantId: personId('co-host') }),
  'production.rescue': () => ({ makerId: HOST_ID }),
  'talk.post': () => ({ text: 'Hello' }),
  // Their own words; anybody else’s are for those who keep order.
  'talk.remove': ({ messageOf }, role) => ({ messageId: messageOf(role) }),
  'chat.write': () => ({ name: 'Ann', text: 'Hello again', replyToId: null, intent: 'intent-2' }),
  'chat.speak': () => ({ text: 'Hello', replyToId: null, tone: 'said' }),
  // What that viewer wrote.
  'chat.remove': onWritten,
  'chat.pin': onWritten,
  'chat.air': onWritten,
  'chat.slow': () => ({ seconds: 10 }),
  'chat.holdWords': () => ({ words: ['scam'] }),
  'chat.settle': ({ writtenId }) => ({ messageId: writtenId, verdict: 'shown' }),
  'question.ask': () => ({ name: 'Ann', text: 'Is it fresh?' }),
  'question.vote': ({ askedId }) => ({ messageId: askedId }),
  'question.answer': ({ askedId }) => ({ messageId: askedId }),
  'question.finish': () => ({}),
  'chat.restrict': ({ mark }) => ({ mark, standing: 'muted' }),
  'audience.count': () => ({ watching: 0, most: 0, watchedMs: 0, came: [], left: [], noticed: [] }),
};

const forbidden = { ok: false, error: { code: 'auth.forbidden' } };
const types = ShowCommand.options.map((option) => option.entries.type.literal);

describe('who may ask what of a show', () => {
  it('is said of every command', () => {
    expect(types.toSorted()).toEqual(Object.keys(MAY).toSorted());
  });

  it.each(types)('is so for %s', (type) => {
    for (const role of ACTOR_ROLES) {
      const made = aShow(role);
      const { show } = made;
      const command = v.parse(ShowCommand, { type, ...COMMANDS[type](made, role) });
      const before = show.state;
      const answer = show.ask(command, actorOf(role));
      expect(isAllowed(role, type), role).toBe(MAY[type].includes(role));
      if (MAY[type].includes(role)) expect(answer, role).not.toEqual(forbidden);
      else expect([answer, show.state], role).toEqual([forbidden, before]);
    }
  });

  it('is asked before it is known whether there is such a show', () => {
    const nowhere = new ScriptedShow();
    for (const role of ACTOR_ROLES.filter((each) => !MAY['show.end'].includes(each)))
      expect(nowhere.ask({ type: 'show.end' }, actorAs(role))).toEqual(forbidden);
    expect(nowhere.ask({ type: 'show.end' })).toEqual({ ok: false, error: { code: 'show.not-found' } });
  });

  it('gives a viewer without a name nothing to buy', () => {
    const made = aShow();
    for (const type of types.filter((each) => MAY[each] === VIEWER)) {
      const command = v.parse(ShowCommand, { type, ...COMMANDS[type](made, 'viewer') });
      expect(made.show.ask(command, { role: 'viewer' }), type).toEqual(forbidden);
    }
  });

  it('leaves somebody else’s words to those who keep order', () => {
    for (const role of CREW.filter((each) => each !== 'host')) {
      const made = aShow();
      const answer = made.show.ask({ type: 'talk.remove', messageId: made.messageOf('host') }, actorAs(role));
      expect(answer.ok, role).toBe(ORDER.includes(role));
    }
  });
});
