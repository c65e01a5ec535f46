import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import type { Currency } from '../../shared/money.ts';
import type { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import type { ItemFacts } from '../../shared/show/item.ts';
import { MAX_SELLER_ITEMS } from '../../shared/show/sellers.ts';
import type { SellerTill } from './seller-till.svelte.ts';
import { TableImport } from './table-import.svelte.ts';

type Till = Pick<SellerTill, 'items' | 'previewTable' | 'addAll'>;

/** `known`: a product of this name is on their shelf already. `no-place`: the places are for others that are chosen. */
export type ShelfRow = ShelfPreview['items'][number] & {
  readonly state: 'chosen' | 'left-out' | 'known' | 'no-place';
};

/** What the person said of rows by their index; without a word of theirs a row is chosen that is new and finds a place. */
type Said = { readonly preview: ShelfPreview | null; readonly rows: ReadonlyMap<number, 'in' | 'out'> };

const NOTHING: Said = { preview: null, rows: new Map() };

/** A shop's table on its way to a seller's part of the shelf: what of it is chosen, and what finds a place. */
export class ShelfImport {
  readonly table: TableImport<ShelfPreview, number, readonly ItemFacts[]>;
  readonly #till: Till;
  #said = $state.raw<Said>(NOTHING);
  /** Places, as a refusal told them since the last look: others fill the same shelf. */
  #told = $state.raw(Infinity);

  readonly #preview = $derived.by((): ShelfPreview | null => {
    const { stage } = this.table;
    return stage.kind === 'looking' || stage.kind === 'writing' ? stage.preview : null;
  });
  readonly #places = $derived.by((): number =>
    Math.max(0, Math.min(this.#told, MAX_SELLER_ITEMS - this.#till.items.length)),
  );
  readonly #rows = $derived.by((): readonly ShelfRow[] => {
    const preview = this.#preview;
    if (!preview) return [];
    const said = this.#said.preview === preview ? this.#said.rows : NOTHING.rows;
    return shelfRows(preview, { said, places: this.#places, names: new Set(this.#till.items.map(({ name }) => name)) });
  });

  constructor(till: Till, currency: () => Currency, signal: AbortSignal) {
    this.#till = till;
    this.table = new TableImport(
      {
        look: (file, inCurrency, ends) => {
          this.#told = Infinity;
          return till.previewTable(file, inCurrency, ends);
        },
        write: (_file, _preview, chosen) => this.#write(chosen),
        currency,
        onWritten: () => (this.#said = NOTHING),
      },
      signal,
    );
  }

  /** All that the file has and can be chosen from, in its order. */
  get rows(): readonly ShelfRow[] {
    return this.#rows;
  }

  get chosen(): readonly ItemFacts[] {
    return this.#rows.flatMap(({ state, facts }) => (state === 'chosen' ? [facts] : []));
  }

  /** Products that the seller can still bring. */
  get places(): number {
    return this.#places;
  }

  choose(index: number, wish: 'in' | 'out'): void {
    this.#say(new Map([...this.#rowsSaid(), [index, wish]]));
  }

  /** None of them, or again as many as are new and find a place. */
  chooseAll(wish: 'none' | 'usual'): void {
    this.#say(new Map(wish === 'none' ? this.#rows.map((_row, index) => [index, 'out'] as const) : []));
  }

  async commit(): Promise<void> {
    if (this.chosen.length > 0 && this.chosen.length <= this.#places) await this.table.commit(this.chosen);
  }

  async #write(chosen: readonly ItemFacts[]): Promise<number> {
    try {
      await this.#till.addAll(chosen);
      return chosen.length;
    } catch (error) {
      const places = error instanceof AppError ? v.safeParse(NoPlace, error.cause) : null;
      if (places?.success) this.#told = places.output.field;
      // What was lost on the way may have come all the same: then it is on the shelf, and is not chosen by itself again.
      this.#say(new Map([...this.#rowsSaid()].filter(([, wish]) => wish === 'out')));
      throw error;
    }
  }

  #rowsSaid(): Said['rows'] {
    return this.#said.preview === this.#preview ? this.#said.rows : NOTHING.rows;
  }

  #say(rows: Said['rows']): void {
    this.#said = { preview: this.#preview, rows };
  }
}

/** `shelf.full` of several products names the first that found no place, which is how many did. */
const NoPlace = v.object({
  code: v.literal('shelf.full'),
  field: v.pipe(
    v.string(),
    v.regex(/^items\.\d{1,3}$/),
    v.transform((field) => Number(field.slice('items.'.length))),
  ),
});

type Known = { readonly said: Said['rows']; readonly places: number; readonly names: ReadonlySet<string> };

const shelfRows = ({ items }: ShelfPreview, { said, places, names }: Known): readonly ShelfRow[] => {
  let free = places - items.filter((_item, index) => said.get(index) === 'in').length;
  const isChosen = items.map(({ facts }, index): boolean => {
    const wish = said.get(index);
    if (wish) return wish === 'in';
    const fits = !names.has(facts.name) && free > 0;
    if (fits) free -= 1;
    return fits;
  });
  return items.map((item, index): ShelfRow => {
    if (isChosen[index]) return { ...item, state: 'chosen' };
    if (names.has(item.facts.name)) return { ...item, state: 'known' };
    return { ...item, state: free > 0 ? 'left-out' : 'no-place' };
  });
};
