import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { exportTable, csvLine } from '../../shared/catalog/export-table.ts';
import { AccountId, ChannelId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { Currency } from '../../shared/money.ts';
import { MAX_TABLE_ROWS, type ImportPreview } from '../../shared/protocol/table-import.ts';
import { seededRandom } from '../../shared/random.ts';
import type { Store } from '../store/port.ts';
import { openTestStore } from '../shows/shows-fixture.ts';
import { everyProduct } from './every-product.ts';
import { Imports } from './imports.ts';
import { planFile, type PlanWork } from './planned.ts';
import { readShelf } from './shelf-table.ts';

const channelId = v.parse(ChannelId, 'channel1');
const [EUR, USD] = [v.parse(Currency, 'EUR'), v.parse(Currency, 'USD')];
const HEADER = 'Handle,Title,Variant SKU,Variant Price,Image Src';

let store: Store;
let imports: Imports;
beforeEach(() => {
  store = openTestStore();
  const account = { id: v.parse(AccountId, 'account1'), handle: 'tea', passwordHash: 'hash', channelId };
  store.records.createAccount(account, { id: channelId, name: 'Tea house', handle: 'tea' });
  const random = seededRandom(1);
  // As the worker does it, in this thread.
  const planner = { plan: (work: PlanWork) => planFile(work, random), readShelf };
  imports = new Imports({ catalog: store.catalog, planner, clock: () => 5_000 });
  return () => store.close();
});

async function* bytesOf(...lines: readonly string[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${lines.join('\r\n')}\r\n`);
}
const file = (lines: readonly string[], currency = EUR) => ({ channelId, bytes: bytesOf(...lines), currency });
const preview = async (...lines: readonly string[]): Promise<ImportPreview> => {
  const previewed = await imports.preview(file(lines));
  assert(previewed.ok, 'the file is read');
  return previewed.value;
};
const importAll = async (...lines: readonly string[]) => imports.commit(file(lines), (await preview(...lines)).plan);
const catalog = () => [...everyProduct(store.catalog, channelId)];

describe('an import', () => {
  it('says first what it would do, and writes nothing', async () => {
    const lines = [
      HEADER,
      'honey,Honey,H-1,9,https://a.example/h.jpg',
      'jam,Jam,J-1,free,',
      'tea,Tea,T-1,5,ftp://a.example/t.jpg',
    ];
    expect(await preview(...lines)).toMatchObject({
      dialect: 'shopify-classic',
      currency: EUR,
      asksCurrency: true,
      counts: { create: 2, update: 0, unchanged: 0 },
      errors: 2,
      warnings: 1,
      problems: [
        { line: 3, severity: 'error', code: 'bad-price', column: 'Variant Price', value: 'free' },
        { line: 3, severity: 'error', code: 'no-variant' },
        { line: 4, severity: 'warning', code: 'bad-picture', column: 'Image Src' },
      ],
      steps: [
        { kind: 'create', title: 'Honey', variants: 1 },
        { kind: 'create', title: 'Tea', variants: 1 },
      ],
      remotePictures: 1,
    });
    expect(catalog()).toEqual([]);
    expect(store.catalog.revision(channelId)).toBe(0);
  });

  it('then does it, once however often it is asked', async () => {
    const lines = [HEADER, 'honey,Honey,H-1,9,', 'tea,Tea,T-1,5,'];
    const { plan } = await preview(...lines);
    const done = { ok: true, value: { create: 2, update: 0, unchanged: 0 } };
    expect(await imports.commit(file(lines), plan)).toEqual(done);
    expect(await imports.commit(file(lines), plan)).toEqual(done);
    expect(catalog().map(({ title }) => title)).toEqual(['Honey', 'Tea']);
    expect(store.catalog.revision(channelId)).toBe(1);
  });

  it('of the same file again changes nothing, and of a changed one what it names', async () => {
    await importAll(HEADER, 'honey,Honey,H-1,9,', 'tea,Tea,T-1,5,');
    expect((await preview(HEADER, 'honey,Honey,H-1,9,', 'tea,Tea,T-1,5,')).counts).toEqual({
      create: 0,
      update: 0,
      unchanged: 2,
    });
    const changed = [HEADER, 'tea,Green tea,t-1,6,', 'jam,Jam,J-1,3,'];
    expect((await preview(...changed)).steps).toEqual([
      { kind: 'update', title: 'Green tea', variants: 1, changed: ['title', 'sku', 'priceMinor'] },
      { kind: 'create', title: 'Jam', variants: 1 },
    ]);
    await importAll(...changed);
    expect(catalog().map(({ title, variants }) => [title, variants[0]?.priceMinor])).toEqual([
      ['Honey', 900],
      ['Green tea', 600],
      ['Jam', 300],
    ]);
  });

  it.each([
    ['the file', [HEADER, 'honey,Honey,H-1,8,'], EUR],
    ['the currency', [HEADER, 'honey,Honey,H-1,9,'], USD],
  ])('is of what was previewed: not when %s is another', async (_what, lines, currency) => {
    const { plan } = await preview(HEADER, 'honey,Honey,H-1,9,');
    expect(await imports.commit(file(lines, currency), plan)).toEqual({
      ok: false,
      error: { code: 'import.outdated' },
    });
    expect(catalog()).toEqual([]);
  });

  it('is none when the catalog has changed since', async () => {
    const { plan } = await preview(HEADER, 'honey,Honey,H-1,9,');
    await importAll(HEADER, 'tea,Tea,T-1,5,');
    const late = await imports.commit(file([HEADER, 'honey,Honey,H-1,9,']), plan);
    expect(late).toEqual({ ok: false, error: { code: 'import.outdated' } });
    expect(catalog()).toHaveLength(1);
  });

  it('of a whole shop’s export leaves nothing out, and what was written out of it changes nothing', async () => {
    const shop = readFileSync(new URL('../../e2e/fixtures/shopify-export.csv', import.meta.url), 'utf8');
    expect(await preview(shop)).toMatchObject({
      counts: { create: 6, update: 0, unchanged: 0 },
      errors: 0,
      warnings: 0,
      remotePictures: 8,
    });
    await importAll(shop);
    expect(catalog().map(({ title, variants }) => [title, variants.length])).toEqual([
      ['Longjing, before the rain', 3],
      ['Gaiwan "Moon"', 3],
      ['Tea towel', 1],
      ['Linden honey', 1],
      ['Dried persimmon 柿饼', 1],
      ['Iron kettle', 2],
    ]);
    const written = [...exportTable(catalog())].map((row) => csvLine(row).trimEnd());
    expect(await preview(...written)).toMatchObject({
      asksCurrency: false,
      counts: { create: 0, update: 0, unchanged: 6 },
      errors: 0,
    });
  });
});

describe('a file that is refused', () => {
  it.each([
    ['import.empty', ['', '  ,']],
    ['import.unknown-table', ['Name,Price', 'Tea,5']],
    ['import.too-many-rows', [HEADER, ...Array.from({ length: MAX_TABLE_ROWS + 1 }, (_, at) => `p${at},P,,1,`)]],
  ] as const)('%s', async (code, lines) => {
    expect(await imports.preview(file(lines))).toEqual({ ok: false, error: { code } });
  });

  it('has cells too many in a row, which is left out by itself', async () => {
    expect(await preview(HEADER, 'tea,Tea, green,T-1,5,https://a.example/t.jpg', 'jam,Jam,J-1,3,')).toMatchObject({
      counts: { create: 1 },
      problems: [{ line: 2, severity: 'error', code: 'extra-cells', column: null, value: 'https://a.example/t.jpg' }],
    });
  });

  it('has a cell that is no description any more', async () => {
    expect(await preview(HEADER, `tea,${'a'.repeat(65_537)},T-1,5,`, 'jam,Jam,J-1,3,')).toMatchObject({
      counts: { create: 1 },
      problems: [{ line: 2, severity: 'error', code: 'cell-too-long', column: 'Title', value: '' }],
    });
  });
});
