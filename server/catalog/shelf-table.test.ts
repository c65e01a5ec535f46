import * as v from 'valibot';
import { expect, it } from 'vitest';
import { Currency } from '../../shared/money.ts';
import { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import { readShelf } from './shelf-table.ts';

const EUR = v.parse(Currency, 'EUR');
const HEADER =
  'Handle,Title,Option1 Name,Option1 Value,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Variant Compare At Price,Image Src,Link';

async function* bytesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(lines.join('\n'));
}
const read = (...lines: readonly string[]) => readShelf({ bytes: bytesOf([HEADER, ...lines]), currency: EUR });

it('is every variant of a table by itself, and what is wrong with its lines', async () => {
  const shelf = await read(
    'honey,Honey,Title,Default Title,shopify,7,9,12,https://a.example/h.jpg,https://a.example/honey',
    'cup,Cup,Color,Blue,,,20,,https://a.example/c.jpg,',
    'cup,,Color,White,,,21.5,,,',
    'jam,Jam,,,,,free,,,',
  );
  expect(shelf).toMatchObject({
    ok: true,
    value: {
      dialect: 'shopify-classic',
      asksCurrency: true,
      currency: 'EUR',
      errors: 2,
      problems: [
        { line: 5, severity: 'error', code: 'bad-price', value: 'free' },
        { line: 5, severity: 'error', code: 'no-variant' },
      ],
      items: [
        { line: 2, facts: { name: 'Honey', priceMinor: 900, formerPriceMinor: 1_200, stock: 7 } },
        { line: 3, facts: { name: 'Cup · Blue', priceMinor: 2_000, formerPriceMinor: null, stock: null } },
        { line: 4, facts: { name: 'Cup · White', priceMinor: 2_150 } },
      ],
      more: 0,
      remotePictures: 2,
    },
  });
});

it('leads nobody to another site and shows no picture of one', async () => {
  const shelf = await read('honey,Honey,,,,,9,,https://a.example/h.jpg,https://a.example/honey');
  expect(shelf).toMatchObject({ ok: true, value: { links: 1, items: [{ facts: { link: null, pictureId: null } }] } });
  expect(JSON.stringify(shelf)).not.toContain('a.example');
});

it('tells two hundred products and counts the others; all of it is what the page expects', async () => {
  const shelf = await read(...Array.from({ length: 230 }, (_, at) => `p${at},${'长'.repeat(150)},,,,,${at},,,`));
  const value = v.parse(ShelfPreview, shelf.ok ? shelf.value : null);
  expect([value.items.length, value.more, value.items.at(-1)?.line]).toEqual([200, 30, 201]);
  expect(value.items[0]?.facts.name).toBe('长'.repeat(120));
});

it('refuses what is no shop’s table', async () => {
  const none = await readShelf({ bytes: bytesOf(['Name,Price', 'Tea,5']), currency: EUR });
  expect(none).toEqual({ ok: false, error: { code: 'import.unknown-table' } });
});
