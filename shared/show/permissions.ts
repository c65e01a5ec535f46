import { STUDIO_ROLES, type ActorRole } from './actor.ts';
import type { ShowCommandType } from './command.ts';

/** Who has the show in hand. */
const CONTROL = ['host', 'co-host', 'producer'] as const satisfies readonly ActorRole[];
/** Whose page may make the program: a producer is never on air. */
const MAKERS = ['host', 'co-host'] as const satisfies readonly ActorRole[];
/** Who has the shelf in hand: what is sold, explained and left. An operator changes nothing else of the picture. */
const SHELF = [...CONTROL, 'operator'] as const satisfies readonly ActorRole[];
/** Who may quieten somebody or put them out. */
const ORDER = [...SHELF, 'moderator'] as const satisfies readonly ActorRole[];
const CREW = STUDIO_ROLES;
/** Who fills the shelf: a seller with their own products alone, which `decide` sees to. */
const OWN_SHELF = [...SHELF, 'seller'] as const satisfies readonly ActorRole[];
const SELLERS = ['seller'] as const satisfies readonly ActorRole[];
/** Whoever sells in a show does not buy in it. */
const BUYERS = ['viewer'] as const satisfies readonly ActorRole[];
const SYSTEM = ['system'] as const satisfies readonly ActorRole[];
/** Whose word moves money: a producer works for those who sell. */
const MONEY = ['host', 'co-host'] as const satisfies readonly ActorRole[];

/** Who may ask what. A command without a row does not compile, and a role that is not named is refused. */
const MAY: Record<ShowCommandType, readonly ActorRole[]> = {
  'show.create': ['host'],
  'show.rename': CONTROL,
  'show.plan': CONTROL,
  'show.start': CONTROL,
  'show.interrupt': SYSTEM,
  'show.resume': SYSTEM,
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
  'seller.ask': SELLERS,
  'seller.drop': SELLERS,
  'seller.answer': SHELF,
  'seller.close': SYSTEM,
  'hold.request': BUYERS,
  'hold.extend': BUYERS,
  'hold.cancel': BUYERS,
  'hold.startCheckout': BUYERS,
  'hold.nameCheckout': SYSTEM,
  'hold.withdraw': SHELF,
  'hold.expire': SYSTEM,
  'order.pay': SYSTEM,
  'order.refund': [...MONEY, ...SYSTEM],
  'order.settle': MONEY,
  'flash.start': SHELF,
  'flash.plan': SHELF,
  'flash.unplan': SHELF,
  'flash.cancel': SHELF,
  'flash.close': SHELF,
  'flash.advance': SYSTEM,
  'giveaway.start': SHELF,
  'giveaway.cancel': SHELF,
  'giveaway.enter': BUYERS,
  'giveaway.advance': SYSTEM,
  'program.mark': MAKERS,
  'people.join': SYSTEM,
  'people.lose': SYSTEM,
  'people.leave': SYSTEM,
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
  // Only pages that can make a program bring a document, stand by, or are handed the program.
  'production.open': MAKERS,
  'production.edit': CONTROL,
  'production.take': CONTROL,
  'production.standBy': MAKERS,
  'production.appoint': MAKERS,
  'production.handOver': MAKERS,
  'production.rescue': SYSTEM,
  'talk.post': CREW,
  'talk.remove': CREW,
  'chat.write': ['viewer'],
  'chat.speak': ORDER,
  'chat.remove': [...ORDER, 'viewer'],
  'chat.pin': ORDER,
  // Into the picture, as a callout is.
  'chat.air': SHELF,
  'chat.slow': ORDER,
  'chat.holdWords': ORDER,
  'chat.settle': ORDER,
  'chat.restrict': ORDER,
  'audience.count': SYSTEM,
  'question.ask': ['viewer'],
  'question.vote': ['viewer'],
  'question.answer': ORDER,
  'question.finish': ORDER,
};

const INVITERS: readonly ActorRole[] = CONTROL;
/** Whether `role` may make, see and withdraw links into the studio. */
export const mayInvite = (role: ActorRole): boolean => INVITERS.includes(role);

/**
 * Whether `role` may make a link for the role `invited`. Control and the shelf are the host's to give: who has them by a link and
 * is removed must not come back by another one that they made.
 */
export const mayInviteAs = (role: ActorRole, invited: ActorRole): boolean =>
  role === 'host' || (mayInvite(role) && !hasShelf(invited));

/** Whether `role` has the whole shelf in hand, and not products of their own alone. */
export const hasShelf = (role: ActorRole): boolean => isAllowed(role, 'shelf.move');

/** Whether `role` sells products of their own beside the channel. */
export const hasTill = (role: ActorRole): boolean => isAllowed(role, 'seller.ask');

/** Whether `role` may see what is sold, and of what; a seller has a till of their own. */
export const maySeeSales = (role: ActorRole): boolean => hasShelf(role);

/** Whether `role` may say that money was paid or given back. */
export const mayHandleMoney = (role: ActorRole): boolean => isAllowed(role, 'order.settle');

/** Whether `role` works on the program by the controls: the page of the studio for those who came by a link. */
export const hasControls = (role: ActorRole): boolean => role !== 'host' && isAllowed(role, 'production.edit');

/** Whether `role` may work at the desk, where the chat is looked after and, as far as the role goes, the shelf. */
export const hasDesk = (role: ActorRole): boolean => isAllowed(role, 'chat.settle');

/** Whether `role` may ask for `command` of its own show. Whose show it is, is the caller's to check. */
export const isAllowed = (role: ActorRole, command: ShowCommandType): boolean => MAY[command].includes(role);
