import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Currency } from '../../shared/money.ts';
import {
  MAX_TABLE_BYTES,
  type ImportCounts,
  type ImportPreview,
  type PlanToken,
} from '../../shared/protocol/catalog.ts';

export type CatalogFiles = {
  /** What an import of the file would do. `import.*`, whose cause's `field` is the line where one is meant. */
  readonly previewTable: (file: File, currency: Currency, signal: AbortSignal) => Promise<ImportPreview>;
  /** Does it. `import.outdated` where it would do something else by now. */
  readonly importTable: (file: File, currency: Currency, plan: PlanToken, signal: AbortSignal) => Promise<ImportCounts>;
};

export type ImportStage =
  /** `refused`: the file that was tried last, and why it was not taken. */
  | { readonly kind: 'choosing'; readonly refused: Refused | null }
  | { readonly kind: 'reading'; readonly file: File }
  /** `problem`: why what was looked at last was not done. `next`: the currency in which it is being read again. */
  | {
      readonly kind: 'looking';
      readonly file: File;
      readonly preview: ImportPreview;
      readonly problem: ErrorCode | null;
      readonly next: Currency | null;
    }
  | { readonly kind: 'writing'; readonly file: File; readonly preview: ImportPreview }
  | { readonly kind: 'done'; readonly counts: ImportCounts };

export type Refused = { readonly name: string; readonly code: ErrorCode; readonly line: number | null };

type Options = CatalogFiles & {
  /** What prices that name none are taken for at first. */
  readonly currency: () => Currency;
  readonly onImported: () => void;
};

/** One import on its way: a file, a look at what it would do, and the doing. */
export class CatalogImport {
  readonly #options: Options;
  readonly #signal: AbortSignal;
  #stage = $state.raw<ImportStage>({ kind: 'choosing', refused: null });
  /** What the person chose. */
  #currency: Currency | null = null;
  /** Ends what is under way when another file is chosen or the person gives up. */
  #controller = new AbortController();

  constructor(options: Options, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  get stage(): ImportStage {
    return this.#stage;
  }

  /** Back to the beginning; what is being read is given up. What is being written is not: it is done or it is not. */
  reset(): void {
    this.#controller.abort();
    this.#stage = { kind: 'choosing', refused: null };
  }

  async open(file: File): Promise<void> {
    if (file.size > MAX_TABLE_BYTES) this.#refuse(file, new AppError('import.too-large'));
    else await this.#look(file, null);
  }

  async chooseCurrency(currency: Currency): Promise<void> {
    this.#currency = currency;
    if (this.#stage.kind !== 'looking') return;
    // What is there stays in sight, and cannot be done any more.
    this.#stage = { ...this.#stage, problem: null, next: currency };
    await this.#read(this.#stage.file, null);
  }

  async commit(): Promise<void> {
    if (this.#stage.kind !== 'looking' || this.#stage.next) return;
    const { file, preview } = this.#stage;
    this.#stage = { kind: 'writing', file, preview };
    try {
      const counts = await this.#options.importTable(file, preview.currency, preview.plan, this.#signal);
      this.#stage = { kind: 'done', counts };
      this.#options.onImported();
    } catch (error) {
      if (this.#signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      const { code } = error;
      if (code === 'import.outdated') await this.#look(file, code);
      // The same preview can be asked for again: it is done once.
      else this.#stage = { kind: 'looking', file, preview, problem: code, next: null };
    }
  }

  async #look(file: File, problem: ErrorCode | null): Promise<void> {
    this.#stage = { kind: 'reading', file };
    await this.#read(file, problem);
  }

  async #read(file: File, problem: ErrorCode | null): Promise<void> {
    this.#controller.abort();
    const controller = new AbortController();
    this.#controller = controller;
    try {
      const signal = AbortSignal.any([controller.signal, this.#signal]);
      const preview = await this.#options.previewTable(file, this.#currency ?? this.#options.currency(), signal);
      if (!signal.aborted) this.#stage = { kind: 'looking', file, preview, problem, next: null };
    } catch (error) {
      if (controller.signal.aborted || this.#signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      this.#refuse(file, error);
    }
  }

  #refuse({ name }: File, { code, cause }: AppError): void {
    const line = v.safeParse(RefusedLine, cause);
    this.#stage = { kind: 'choosing', refused: { name, code, line: line.success ? line.output.field : null } };
  }
}

const RefusedLine = v.object({ field: v.pipe(v.string(), v.regex(/^\d{1,9}$/), v.transform(Number)) });
