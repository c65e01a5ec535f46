import type { GiveawayId, ItemId, PictureId } from '../../shared/ids.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { Result } from '../../shared/result.ts';
import type { FlashTerms } from '../../shared/show/flash-terms.ts';
import type { FlashSale } from '../../shared/show/flash.ts';
import type { GiveawayTerms } from '../../shared/show/giveaway-terms.ts';
import type { FirstVisibility, ItemFacts } from '../../shared/show/item.ts';
import { ShelfSets, type ShelfSetsOptions } from './shelf-sets.svelte.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

type Options = {
  readonly feed: Pick<ShowFeed, 'show'>;
  /** Whether the server did it; a refusal has been told to whoever asked. */
  readonly does: <Method extends MethodName>(method: Method, params: MethodParams<Method>) => Promise<boolean>;
  readonly uploadPicture: (picture: Blob) => Promise<Result<PictureId>>;
  readonly sets: ShelfSetsOptions;
};

/** What those who control the show do about its products. Each says whether it was done; a refusal has been told already. */
export class StudioShelf {
  /** Of the channel. */
  readonly sets: ShelfSets;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.sets = new ShelfSets(options.sets);
  }

  add(facts: ItemFacts, visibility: FirstVisibility): Promise<boolean> {
    return this.#options.does('shelf.add', { facts, visibility });
  }

  change(itemId: ItemId, facts: ItemFacts): Promise<boolean> {
    return this.#options.does('shelf.change', { itemId, facts });
  }

  move(itemId: ItemId, toIndex: number): Promise<boolean> {
    return this.#options.does('shelf.move', { itemId, toIndex });
  }

  remove(itemId: ItemId): Promise<boolean> {
    return this.#options.does('shelf.remove', { itemId });
  }

  /** Offers it to viewers. */
  list(itemId: ItemId): Promise<boolean> {
    return this.#options.does('shelf.list', { itemId });
  }

  unlist(itemId: ItemId): Promise<boolean> {
    return this.#options.does('shelf.unlist', { itemId });
  }

  /** Announces a flash sale of a product. */
  startFlash(terms: FlashTerms): Promise<boolean> {
    return this.#options.does('flash.start', terms);
  }

  /** Keeps one for later. */
  planFlash(terms: FlashTerms): Promise<boolean> {
    return this.#options.does('flash.plan', terms);
  }

  dropFlashPlan(itemId: ItemId): Promise<boolean> {
    return this.#options.does('flash.unplan', { itemId });
  }

  /** Ends it, whether it is open yet or not. */
  endFlash({ id: flashId, life }: FlashSale): Promise<boolean> {
    return this.#options.does(life.phase === 'warm-up' ? 'flash.cancel' : 'flash.close', { flashId });
  }

  startGiveaway(terms: GiveawayTerms): Promise<boolean> {
    return this.#options.does('giveaway.start', terms);
  }

  /** Ends it without a draw. */
  cancelGiveaway(giveawayId: GiveawayId): Promise<boolean> {
    return this.#options.does('giveaway.cancel', { giveawayId });
  }

  /** What a seller asked to explain is explained from now on, or is not. */
  answerSeller(answer: MethodParams<'seller.answer'>): Promise<boolean> {
    return this.#options.does('seller.answer', answer);
  }

  /** Says that there is another number of units to sell than was thought, and why. */
  correctStock(correction: MethodParams<'stock.correct'>): Promise<boolean> {
    return this.#options.does('stock.correct', correction);
  }

  explain(itemId: ItemId): Promise<boolean> {
    return this.#options.does('callout.open', { itemId });
  }

  async stopExplaining(): Promise<void> {
    const callout = this.#options.feed.show?.callout;
    if (callout) await this.#options.does('callout.close', { calloutId: callout.id });
  }

  /** The picture for an item's facts. A refusal belongs beside the field where the picture was chosen. */
  uploadPicture(picture: Blob): Promise<Result<PictureId>> {
    return this.#options.uploadPicture(picture);
  }
}
