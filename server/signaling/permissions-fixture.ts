import type { MethodName } from '../../shared/protocol/methods.ts';

/**
 * Everybody who can have a page open at a show, the least trusted first. `viewer` keeps no cookie. Of those who have power
 * over another show, the cookie is of that one: at this show they are viewers.
 */
export const CALLERS = [
  'viewer',
  'buyer',
  'owner of another channel',
  'guest of another show',
  'guest',
  'seller',
  'camera',
  'moderator',
  'operator',
  'producer',
  'co-host',
  'host',
] as const;
export type Caller = (typeof CALLERS)[number];

export const WATCHING: readonly Caller[] = ['viewer', 'buyer', 'owner of another channel', 'guest of another show'];
export const BUYERS: readonly Caller[] = ['buyer'];
const CREW: readonly Caller[] = ['guest', 'seller', 'camera', 'moderator', 'operator', 'producer', 'co-host', 'host'];
const GUESTS: readonly Caller[] = ['guest', 'seller', 'camera', 'moderator', 'operator', 'producer', 'co-host'];
const ORDER: readonly Caller[] = ['moderator', 'operator', 'producer', 'co-host', 'host'];
const SHELF: readonly Caller[] = ['operator', 'producer', 'co-host', 'host'];
const CONTROL: readonly Caller[] = ['producer', 'co-host', 'host'];
const SELLER: readonly Caller[] = ['seller'];
const MAKERS: readonly Caller[] = ['co-host', 'host'];
/** The page that makes the program, which is the host’s here. */
export const MAKER: readonly Caller[] = ['host'];
const SPEAKERS: readonly Caller[] = ['guest', 'seller', 'camera', 'co-host', 'host'];

/** Who may call what of a show that they have a page of. A method without a row fails, and does not compile. */
export const MAY: Record<Exclude<MethodName, 'session.open'>, readonly Caller[]> = {
  'clock.ping': CALLERS,
  'show.rename': CONTROL,
  'show.start': MAKER,
  'show.end': CONTROL,
  'shelf.add': [...SELLER, ...SHELF],
  'shelf.change': SHELF,
  'shelf.move': SHELF,
  'shelf.remove': SHELF,
  'shelf.list': SHELF,
  'shelf.unlist': SHELF,
  'shelfSet.list': SHELF,
  'shelfSet.save': SHELF,
  'shelfSet.put': SHELF,
  'shelfSet.delete': SHELF,
  'stock.correct': SHELF,
  'callout.open': SHELF,
  'callout.close': SHELF,
  'seller.ask': SELLER,
  'seller.drop': SELLER,
  'seller.answer': SHELF,
  'flash.start': SHELF,
  'flash.cancel': SHELF,
  'flash.close': SHELF,
  'giveaway.start': SHELF,
  'giveaway.cancel': SHELF,
  'giveaway.enter': BUYERS,
  'program.mark': MAKER,
  'invite.create': CONTROL,
  'invite.list': CONTROL,
  'invite.revoke': CONTROL,
  'people.leave': GUESTS,
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
  'talk.post': CREW,
  // Of somebody else’s words.
  'talk.remove': ORDER,
  'chat.write': BUYERS,
  'chat.takeBack': BUYERS,
  'reaction.tap': WATCHING,
  'chat.speak': ORDER,
  'chat.remove': ORDER,
  'chat.pin': ORDER,
  'chat.air': SHELF,
  'chat.slow': ORDER,
  'chat.holdWords': ORDER,
  'chat.settle': ORDER,
  'chat.restrict': ORDER,
  'question.ask': BUYERS,
  'question.vote': BUYERS,
  'question.answer': ORDER,
  'question.finish': ORDER,
  'crew.openSend': CREW,
  'crew.openReceive': CREW,
  'crew.connect': CREW,
  'crew.restartIce': CREW,
  'crew.produce': SPEAKERS,
  'crew.closeProducer': CREW,
  'crew.consume': CREW,
  'crew.tuneConsumer': CREW,
  'crew.closeConsumer': CREW,
  'media.openSend': MAKER,
  'media.connect': CREW,
  'media.produce': MAKER,
  'media.closeProducer': CREW,
  'media.restartIce': CALLERS,
  'media.watch': WATCHING,
  'hold.request': BUYERS,
  'hold.extend': BUYERS,
  'hold.startCheckout': BUYERS,
  'hold.cancel': BUYERS,
  'orders.list': [...SELLER, ...SHELF],
  'orders.withdraw': SHELF,
  // Whose word moves money.
  'orders.settle': MAKERS,
  'orders.refund': MAKERS,
  'numbers.read': SHELF,
  'studio.clock': MAKER,
  'viewer.report': WATCHING,
  'viewer.notice': WATCHING,
};
