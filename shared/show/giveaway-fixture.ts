import type { ChatMark } from '../ids.ts';
import { assert } from '../invariant.ts';
import type { Random } from '../random.ts';
import type { Result } from '../result.ts';
import { SYSTEM } from './actor.ts';
import { chatterOf } from './chatters.ts';
import type { ShowEvent } from './event.ts';
import type { GiveawayTerms } from './giveaway-terms.ts';
import type { Giveaway } from './giveaway.ts';
import { itemOf } from './item-of.ts';
import type { ItemFacts } from './item.ts';
import { buyer, ScriptedTill } from './till-fixture.ts';

/** A live show with one product in a giveaway, and viewers who enter it. */
export class ScriptedGiveaway extends ScriptedTill {
  readonly terms: GiveawayTerms;

  constructor(facts: Partial<ItemFacts> = {}, terms: Partial<GiveawayTerms> = {}, random?: Random) {
    super(facts, random);
    this.terms = { prize: 'A jar', itemId: this.itemId, winners: 1, word: null, openMs: 30_000, ...terms };
  }

  static open(facts: Partial<ItemFacts> = {}, terms: Partial<GiveawayTerms> = {}, random?: Random): ScriptedGiveaway {
    const giveaway = new ScriptedGiveaway(facts, terms, random);
    assert(giveaway.start().ok, 'the giveaway starts');
    return giveaway;
  }

  get giveaway(): Giveaway {
    const { giveaway } = this.show.state;
    assert(giveaway, 'the giveaway was started');
    return giveaway;
  }

  /** Names of the winners, in the order of the draw. */
  get winners(): readonly string[] {
    const { life } = this.giveaway;
    assert(life.phase === 'drawn', 'it was drawn');
    return life.winners.map(({ name }) => name);
  }

  /** Units of the product: held, sold, given. */
  get whereabouts(): readonly [number, number, number] {
    const item = itemOf(this.show.state, this.itemId);
    assert(item, 'the product is on the shelf');
    return [item.held, item.sold, item.given];
  }

  /** Of somebody who has entered or written. */
  markOf(name: string): ChatMark {
    const { chatters } = this.show.state;
    const chatter = chatters && chatterOf(chatters, buyer(name).buyerId);
    assert(chatter, 'they are known');
    return chatter.mark;
  }

  start(terms: Partial<GiveawayTerms> = {}): Result<readonly ShowEvent[]> {
    return this.show.ask({ type: 'giveaway.start', terms: { ...this.terms, ...terms } });
  }

  enter(name: string, intent = `intent-of-${name}`): Result<readonly ShowEvent[]> {
    return this.show.ask({ type: 'giveaway.enter', giveawayId: this.giveaway.id, intent, name }, buyer(name));
  }

  write(name: string, text: string): Result<readonly ShowEvent[]> {
    this.show.atMs += 2_000;
    const intent = `intent-of-${name}`;
    return this.show.ask({ type: 'chat.write', name, text, replyToId: null, intent }, buyer(name));
  }

  /** Time passes, and what is due is done. */
  pass(ms: number): readonly ShowEvent[] {
    this.show.atMs += ms;
    return this.show.must({ type: 'giveaway.advance' }, SYSTEM);
  }
}
