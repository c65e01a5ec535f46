import { assert } from '../invariant.ts';
import type { Result } from '../result.ts';
import { SYSTEM } from './actor.ts';
import type { ShowEvent } from './event.ts';
import type { FlashTerms } from './flash-terms.ts';
import type { FlashLife, FlashSale } from './flash.ts';
import type { ItemFacts } from './item.ts';
import { ScriptedTill } from './till-fixture.ts';

export const DEAL_MINOR = 1_990;

/** A live show with one product in a flash sale. */
export class ScriptedFlash extends ScriptedTill {
  readonly terms: FlashTerms;

  constructor(facts: Partial<ItemFacts> = {}, terms: Partial<FlashTerms> = {}) {
    super(facts);
    this.terms = {
      itemId: this.itemId,
      priceMinor: DEAL_MINOR,
      limitPerBuyer: 1,
      warmUpMs: 10_000,
      openMs: 60_000,
      ...terms,
    };
  }

  static announced(facts: Partial<ItemFacts> = {}, terms: Partial<FlashTerms> = {}): ScriptedFlash {
    const flash = new ScriptedFlash(facts, terms);
    assert(flash.start().ok, 'the sale is announced');
    return flash;
  }

  /** Everybody who asks from now on is in the draw. */
  static gathering(facts: Partial<ItemFacts> = {}, terms: Partial<FlashTerms> = {}): ScriptedFlash {
    const flash = ScriptedFlash.announced(facts, terms);
    flash.pass(flash.terms.warmUpMs);
    return flash;
  }

  get sale(): FlashSale {
    const { flash } = this.show.state;
    assert(flash, 'the sale was announced');
    return flash;
  }

  get life(): FlashLife {
    return this.sale.life;
  }

  start(terms: Partial<FlashTerms> = {}): Result<readonly ShowEvent[]> {
    return this.show.ask({ type: 'flash.start', terms: { ...this.terms, ...terms }, windowMs: 500 });
  }

  /** Time passes, and what is due is done. */
  pass(ms: number): readonly ShowEvent[] {
    this.show.atMs += ms;
    return this.show.must({ type: 'flash.advance' }, SYSTEM);
  }
}
