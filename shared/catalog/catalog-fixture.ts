import { seededRandom, type Random } from '../random.ts';
import { planImport } from './import-plan.ts';
import type { Product } from './product.ts';
import { readCells } from './table-fixture.ts';

type Cells = Readonly<Record<string, string>>;

export const HONEY: Cells = { 'URL handle': 'honey', Title: 'Honey', SKU: 'H-1', Price: '9' };

/** A product with options: a row for each of `sizes`. */
export const shirtRows = (...sizes: readonly Cells[]): readonly Cells[] =>
  sizes.map((cells, index) => ({
    'URL handle': 'shirt',
    Price: '12.50',
    ...(index === 0 && { Title: 'Shirt', 'Option1 name': 'Size' }),
    ...cells,
  }));

export const size = (value: string, cells: Cells = {}): Cells => ({
  'Option1 value': value,
  SKU: `S-${value}`,
  ...cells,
});

/** The catalog of a channel whose first import had these rows. */
export const imported = (rows: readonly Cells[], random: Random = seededRandom(1)): readonly Product[] =>
  planImport([], readCells(...rows), random).steps.map(({ product }) => product);
