import type { ShelfSetId } from '../../shared/ids.ts';
import type { ShelfSetCard } from '../../shared/show/shelf-set.ts';
import type { Connection } from '../net/connection.ts';
import type { Attempts } from './attempts.ts';

export type ShelfSetsOptions = { readonly call: Connection['call']; readonly attempts: Attempts };

/** Products that the channel puts on shelves together. Each says whether it was done; a refusal has been told already. */
export class ShelfSets {
  readonly #options: ShelfSetsOptions;
  /** By name; null before anybody has asked. */
  #list = $state.raw<readonly ShelfSetCard[] | null>(null);

  constructor(options: ShelfSetsOptions) {
    this.#options = options;
  }

  get list(): readonly ShelfSetCard[] | null {
    return this.#list;
  }

  load(): Promise<boolean> {
    return this.#read(() => this.#options.call('shelfSet.list', {}));
  }

  /** The shelf as it is now; a set of the same name is replaced. */
  save(name: string): Promise<boolean> {
    return this.#read(() => this.#options.call('shelfSet.save', { name }));
  }

  delete(setId: ShelfSetId): Promise<boolean> {
    return this.#read(() => this.#options.call('shelfSet.delete', { setId }));
  }

  /** Behind what is on the shelf. */
  async put(setId: ShelfSetId): Promise<boolean> {
    const { call, attempts } = this.#options;
    return (await attempts.attempt(() => call('shelfSet.put', { setId }))).ok;
  }

  async #read(ask: () => Promise<{ readonly sets: readonly ShelfSetCard[] }>): Promise<boolean> {
    const answer = await this.#options.attempts.attempt(ask);
    if (answer.ok) this.#list = answer.value.sets;
    return answer.ok;
  }
}
