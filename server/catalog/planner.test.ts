import * as v from 'valibot';
import { afterEach, expect, it } from 'vitest';
import { imported } from '../../shared/catalog/catalog-fixture.ts';
import type { Product } from '../../shared/catalog/product.ts';
import { Currency } from '../../shared/money.ts';
import { ProcessPlanner } from './planner.ts';

const EUR = v.parse(Currency, 'EUR');

let planner = new ProcessPlanner();
afterEach(async () => {
  await planner.close();
  planner = new ProcessPlanner();
});

async function* inTurn<Value>(...values: readonly Value[]): AsyncGenerator<Value> {
  for (const value of values) yield await Promise.resolve(value);
}
const work = (table: string, pages: readonly (readonly Product[])[] = []) => ({
  bytes: inTurn<Uint8Array>(...[table.slice(0, 20), table.slice(20)].map((part) => Buffer.from(part))),
  currency: EUR,
  existing: inTurn(...pages),
});

const TABLE = 'Handle,Title,Variant Price\nhoney,Honey,9\njam,Jam,3\n';

it('plans into the catalog that it is given page by page', async () => {
  const products = ['Honey', 'Tea'].map(
    (title) => imported([{ 'URL handle': title.toLowerCase(), Title: title, Price: '5' }])[0],
  );
  const pages = products.map((product) => (product ? [product] : []));
  const planned = await planner.plan(work(TABLE, pages), 'steps');
  expect(planned).toMatchObject({
    ok: true,
    value: {
      summary: { dialect: 'shopify-classic', counts: { create: 1, update: 1, unchanged: 0 } },
      steps: [
        { kind: 'update', product: { title: 'Honey', id: products[0]?.id } },
        { kind: 'create', product: { title: 'Jam' } },
      ],
    },
  });
});

it('gives no steps to whoever only looks', async () => {
  expect(await planner.plan(work(TABLE), 'summary')).toMatchObject({
    ok: true,
    value: { summary: { counts: { create: 2 } }, steps: [] },
  });
});

it('reads a table for a shelf, and refuses one that is none', async () => {
  expect(await planner.readShelf(work(TABLE))).toMatchObject({
    ok: true,
    value: {
      items: [
        { line: 2, facts: { name: 'Honey' } },
        { line: 3, facts: { name: 'Jam', priceMinor: 300 } },
      ],
    },
  });
  expect(await planner.readShelf(work('Name,Price\nTea,5\n'))).toEqual({
    ok: false,
    error: { code: 'import.unknown-table' },
  });
});

it('passes a refusal on, with its line', async () => {
  expect(await planner.plan(work('Handle,Title,Variant Price\n"a,b,1\n'), 'summary')).toEqual({
    ok: false,
    error: { code: 'import.broken-quotes', field: '2' },
  });
});

it('refuses what needs more memory than one import may, and goes on', async () => {
  const small = new ProcessPlanner(24);
  const rows = Array.from({ length: 40_000 }, (_, at) => `p-${at},Product number ${at} of them all,5`);
  const large = ['Handle,Title,Variant Price', ...rows].join('\n');
  expect(await small.plan(work(large), 'summary')).toEqual({ ok: false, error: { code: 'import.too-large' } });
  expect(await small.plan(work(TABLE), 'summary')).toMatchObject({ ok: true });
});

it('makes a few at a time and no more', async () => {
  const plans = await Promise.all([1, 2, 3, 4].map(() => planner.plan(work(TABLE), 'summary')));
  expect(plans.map((plan) => (plan.ok ? 'planned' : plan.error.code))).toEqual([
    'planned',
    'planned',
    'planned',
    'server.full',
  ]);
});
