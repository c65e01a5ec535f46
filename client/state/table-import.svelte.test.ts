import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Currency } from '../../shared/money.ts';
import { MAX_TABLE_BYTES, PlanToken, type ImportPreview } from '../../shared/protocol/table-import.ts';
import { TableImport } from './table-import.svelte.ts';

const [EUR, CNY] = [v.parse(Currency, 'EUR'), v.parse(Currency, 'CNY')];
const A_FILE = new File(['Handle,Title'], 'shop.csv');
const COUNTS = { create: 2, update: 1, unchanged: 0 };

/** The server's side: every preview is of the catalog as it is, and only that one can be imported. */
class FakeShop {
  revision = 0;
  readonly previewed: Currency[] = [];
  readonly imported: PlanToken[] = [];
  /** What the next call fails with. */
  failure: AppError | null = null;

  readonly look = async (_file: File, currency: Currency, signal: AbortSignal): Promise<ImportPreview> => {
    this.previewed.push(currency);
    await Promise.resolve();
    signal.throwIfAborted();
    this.#fail();
    return {
      plan: this.#plan(),
      dialect: 'shopify-classic',
      currency,
      asksCurrency: true,
      counts: COUNTS,
      errors: 0,
      warnings: 0,
      problems: [],
      steps: [],
      remotePictures: 0,
    };
  };

  readonly write = async (_file: File, { plan }: ImportPreview): Promise<typeof COUNTS> => {
    await Promise.resolve();
    this.#fail();
    if (plan !== this.#plan()) throw new AppError('import.outdated');
    this.imported.push(plan);
    return COUNTS;
  };

  #plan(): PlanToken {
    return v.parse(PlanToken, String(this.revision).padStart(43, '0'));
  }

  #fail(): void {
    const { failure } = this;
    this.failure = null;
    if (failure) throw failure;
  }
}

const anImport = () => {
  const shop = new FakeShop();
  const told: string[] = [];
  const controller = new AbortController();
  const { look, write } = shop;
  const importing = new TableImport(
    { look, write, currency: () => EUR, onWritten: () => told.push('imported') },
    controller.signal,
  );
  return { shop, importing, told, controller };
};

describe('an import', () => {
  it('is looked at, then done', async () => {
    const { importing, shop, told } = anImport();
    const opened = importing.open(A_FILE);
    expect(importing.stage.kind).toBe('reading');
    await opened;
    expect(importing.stage).toMatchObject({ kind: 'looking', preview: { counts: COUNTS }, problem: null });
    expect(shop.imported).toEqual([]);
    await importing.commit();
    expect(importing.stage).toEqual({ kind: 'done', done: COUNTS });
    expect([shop.imported.length, told]).toEqual([1, ['imported']]);
  });

  it('is looked at again in the currency that is chosen', async () => {
    const { importing, shop } = anImport();
    await importing.open(A_FILE);
    const chosen = importing.chooseCurrency(CNY);
    expect(importing.stage).toMatchObject({ kind: 'looking', preview: { currency: EUR }, next: CNY });
    await importing.commit();
    expect(shop.imported).toEqual([]);
    await chosen;
    expect(shop.previewed).toEqual([EUR, CNY]);
    expect(importing.stage).toMatchObject({ kind: 'looking', preview: { currency: CNY }, next: null });
  });

  it('is looked at again when the catalog has changed, and not done before', async () => {
    const { importing, shop, told } = anImport();
    await importing.open(A_FILE);
    shop.revision = 1;
    await importing.commit();
    expect(importing.stage).toMatchObject({ kind: 'looking', problem: 'import.outdated' });
    expect(told).toEqual([]);
    await importing.commit();
    expect(importing.stage.kind).toBe('done');
  });

  it('can be asked for again after the line was lost', async () => {
    const { importing, shop } = anImport();
    await importing.open(A_FILE);
    shop.failure = new AppError('net.unreachable');
    await importing.commit();
    expect(importing.stage).toMatchObject({ kind: 'looking', problem: 'net.unreachable' });
    await importing.commit();
    expect(importing.stage.kind).toBe('done');
  });

  it('is of the file that was chosen last', async () => {
    const { importing } = anImport();
    await Promise.all([importing.open(A_FILE), importing.open(new File(['x'], 'second.csv'))]);
    expect(importing.stage).toMatchObject({ kind: 'looking', file: { name: 'second.csv' } });
  });
});

describe('a file that is refused', () => {
  it('is named, with the line where there is one', async () => {
    const { importing, shop } = anImport();
    shop.failure = new AppError('import.broken-quotes', { code: 'import.broken-quotes', field: '12' });
    await importing.open(A_FILE);
    const refused = { name: 'shop.csv', code: 'import.broken-quotes', line: 12 };
    expect(importing.stage).toEqual({ kind: 'choosing', refused });
    shop.failure = new AppError('import.encoding');
    await importing.open(A_FILE);
    expect(importing.stage).toMatchObject({ refused: { code: 'import.encoding', line: null } });
  });

  it('is not even sent when it is too large', async () => {
    const { importing, shop } = anImport();
    await importing.open(new File([new Uint8Array(MAX_TABLE_BYTES + 1)], 'large.csv'));
    expect(importing.stage).toMatchObject({ kind: 'choosing', refused: { code: 'import.too-large' } });
    expect(shop.previewed).toEqual([]);
  });

  it('is forgotten when the person gives up', async () => {
    const { importing } = anImport();
    const opened = importing.open(A_FILE);
    importing.reset();
    await opened;
    expect(importing.stage).toEqual({ kind: 'choosing', refused: null });
  });
});
