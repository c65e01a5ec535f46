import * as v from 'valibot';
import {
  CalloutId,
  EditId,
  FlashId,
  GiveawayId,
  HoldId,
  ItemId,
  ParticipantId,
  SceneId,
  SellerId,
  ShelfSetId,
} from '../ids.ts';
import { SceneDocument, TransitionChoice } from '../scene/document.ts';
import { SceneEdit } from '../scene/shared-edit.ts';
import { FlashTerms } from '../show/flash-terms.ts';
import { GiveawayTerms } from '../show/giveaway-terms.ts';
import { PaymentId } from '../show/hold.ts';
import { FirstVisibility, ItemFacts } from '../show/item.ts';
import { NumbersReport } from '../show/numbers-report.ts';
import { MAX_SELLER_ITEMS } from '../show/sellers.ts';
import { SetItem, ShelfSetCard, ShelfSetName } from '../show/shelf-set.ts';
import { ProgramMark, ShowTitle } from '../show/state.ts';
import { StockChange, StockNote, StockReason } from '../show/stock.ts';
import { Index, Nothing, PEOPLE, type Method } from './method.ts';
import { OrderCard, RefundWay } from './orders.ts';

/** As many as one seller may have, which are well within a frame. */
const SeveralItems = v.pipe(v.array(SetItem), v.minLength(1), v.maxLength(MAX_SELLER_ITEMS));
const Sets = v.object({ sets: v.array(ShelfSetCard) });

/** The show, its shelf, its program and its orders, for the people in the studio. */
export const SHOW_METHODS = {
  'show.rename': { params: v.object({ title: ShowTitle }), result: Nothing, callers: PEOPLE },
  /** `auth.forbidden` unless this page makes the program, `show.no-program` until both of its producers exist. */
  'show.start': { params: Nothing, result: Nothing, callers: PEOPLE },
  'show.end': { params: Nothing, result: Nothing, callers: PEOPLE },

  'shelf.add': {
    params: v.object({ facts: ItemFacts, visibility: FirstVisibility }),
    result: v.object({ itemId: ItemId }),
    callers: PEOPLE,
  },
  /** All of them or none. `shelf.full`, whose field names the first that found no place, as `items.3`. */
  'shelf.addAll': { params: v.object({ items: SeveralItems }), result: Nothing, callers: PEOPLE },
  'shelf.change': { params: v.object({ itemId: ItemId, facts: ItemFacts }), result: Nothing, callers: PEOPLE },
  'shelf.move': { params: v.object({ itemId: ItemId, toIndex: Index }), result: Nothing, callers: PEOPLE },
  'shelf.remove': { params: v.object({ itemId: ItemId }), result: Nothing, callers: PEOPLE },
  /** Offered to viewers, or not any more. Either changes nothing where it is so already. */
  'shelf.list': { params: v.object({ itemId: ItemId }), result: Nothing, callers: PEOPLE },
  'shelf.unlist': { params: v.object({ itemId: ItemId }), result: Nothing, callers: PEOPLE },

  /**
   * Corrects what there is to sell, for a reason. `stock.not-counted`, `stock.no-note`, `stock.too-many`, `shelf.stock-promised`.
   */
  'stock.correct': {
    params: v.object({ itemId: ItemId, change: StockChange, reason: StockReason, note: StockNote }),
    result: Nothing,
    callers: PEOPLE,
  },

  /**
   * Sets of the channel, by name: products that are put on shelves together. Saving takes the shelf as it is, and replaces the set
   * of the same name. `shelf.nothing-to-save`, `shelf.too-many-sets`; of another's id:
   * `shelf.set-not-found`; putting: `shelf.full`.
   */
  'shelfSet.list': { params: Nothing, result: Sets, callers: PEOPLE },
  'shelfSet.save': { params: v.object({ name: ShelfSetName }), result: Sets, callers: PEOPLE },
  'shelfSet.put': { params: v.object({ setId: ShelfSetId }), result: Nothing, callers: PEOPLE },
  'shelfSet.delete': { params: v.object({ setId: ShelfSetId }), result: Sets, callers: PEOPLE },

  'callout.open': { params: v.object({ itemId: ItemId }), result: v.object({ calloutId: CalloutId }), callers: PEOPLE },
  'callout.close': { params: v.object({ calloutId: CalloutId }), result: Nothing, callers: PEOPLE },

  /** A seller asks to explain a product of theirs, and asks no more. `seller.taken-off`, `callout.show-not-running`. */
  'seller.ask': { params: v.object({ itemId: ItemId }), result: Nothing, callers: PEOPLE },
  'seller.drop': { params: Nothing, result: Nothing, callers: PEOPLE },
  /** Approved, it is explained from now on. `seller.no-ask`. */
  'seller.answer': {
    params: v.object({ sellerId: SellerId, itemId: ItemId, answer: v.picklist(['approved', 'declined']) }),
    result: Nothing,
    callers: PEOPLE,
  },

  /** Announces a flash sale; it opens, is drawn and closes by the server's clock. `flash.*`. */
  'flash.start': { params: FlashTerms, result: v.object({ flashId: FlashId }), callers: PEOPLE },
  /** Keeps a sale for later; another plan of the product replaces it. `flash.elsewhere`, `flash.not-cheaper`. */
  'flash.plan': { params: FlashTerms, result: Nothing, callers: PEOPLE },
  'flash.unplan': { params: v.object({ itemId: ItemId }), result: Nothing, callers: PEOPLE },
  /** Before it opens only: `flash.open`. */
  'flash.cancel': { params: v.object({ flashId: FlashId }), result: Nothing, callers: PEOPLE },
  'flash.close': { params: v.object({ flashId: FlashId }), result: Nothing, callers: PEOPLE },

  /** It is drawn at its deadline, by the server. `giveaway.*`. */
  'giveaway.start': { params: GiveawayTerms, result: v.object({ giveawayId: GiveawayId }), callers: PEOPLE },
  /** Before it is drawn: `giveaway.not-open`. */
  'giveaway.cancel': { params: v.object({ giveawayId: GiveawayId }), result: Nothing, callers: PEOPLE },

  /** `auth.forbidden` unless this page makes the program. */
  'program.mark': { params: v.object({ mark: ProgramMark }), result: Nothing, callers: PEOPLE },

  /** The document that everybody works on from now on, and its scene on air. Changes Nothing once there is one. */
  'production.open': {
    params: v.object({ document: SceneDocument, sceneId: SceneId }),
    result: Nothing,
    callers: PEOPLE,
  },
  /** Comes back to every page, the asking one too, as `production.edited` with the same `editId`. */
  'production.edit': { params: v.object({ editId: EditId, edit: SceneEdit }), result: Nothing, callers: PEOPLE },
  'production.take': {
    params: v.object({ sceneId: SceneId, transition: TransitionChoice }),
    result: Nothing,
    callers: PEOPLE,
  },
  /** Whether this page could take the program over at once. */
  'production.standBy': {
    params: v.object({ standby: v.picklist(['ready', 'off']) }),
    result: Nothing,
    callers: PEOPLE,
  },
  /** Who is to stand by, in place of whoever does; their page takes the place when it can. */
  'production.appoint': { params: v.object({ participantId: ParticipantId }), result: Nothing, callers: PEOPLE },
  /** The program of the maker before ends with it. */
  'production.handOver': { params: v.object({ participantId: ParticipantId }), result: Nothing, callers: PEOPLE },

  /** The newest holds and orders of the show, for who has it in hand; for a seller, of their own products. */
  'orders.list': { params: Nothing, result: v.object({ orders: v.array(OrderCard) }), callers: PEOPLE },
  /** Takes back what somebody has reserved, or waits for. `hold.not-found`, `hold.not-open`. */
  'orders.withdraw': { params: v.object({ holdId: HoldId }), result: Nothing, callers: PEOPLE },
  /** What a shop sold that tells us nothing. `order.not-at-shop`. */
  'orders.settle': { params: v.object({ holdId: HoldId }), result: Nothing, callers: PEOPLE },
  /**
   * `asked`: the provider is giving it back, and the order says so when it did. `order.unknown`, `order.not-at-provider` for money
   * that no provider of ours has, `checkout.unavailable`.
   */
  'orders.refund': {
    params: v.object({ holdId: HoldId, paymentId: PaymentId, way: RefundWay }),
    result: v.object({ refund: v.picklist(['done', 'asked']) }),
    callers: PEOPLE,
  },

  /** How the show goes, for who has it in hand. */
  'numbers.read': { params: Nothing, result: NumbersReport, callers: PEOPLE },

  /** This page's wall clock minus the server's, measured by `clock.ping`. `auth.forbidden` unless it makes the program. */
  'studio.clock': { params: v.object({ offsetMs: v.pipe(v.number(), v.finite()) }), result: Nothing, callers: PEOPLE },
} as const satisfies Record<string, Method>;
