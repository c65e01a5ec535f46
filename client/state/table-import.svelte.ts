import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Currency } from '../../shared/money.ts';
import {
  MAX_TABLE_BYTES,
  type ImportCounts,
  type ImportPreview,
  type TableLook,
} from '../../shared/protocol/table-import.ts';

export type ImportStage<Preview, Done> =
  /** `refused`: the file that was tried last, and why it was not taken. */
  | { readonly kind: 'choosing'; readonly refused: Refused | null }
  | { readonly kind: 'reading'; readonly file: File }
  /** `problem`: why what was looked at last was not done. `next`: the currency in which it is being read again. */
  | {
      readonly kind: 'looking';
      readonly file: File;
      readonly preview: Preview;
      readonly problem: ErrorCode | null;
      readonly next: Currency | null;
    }
  | { readonly kind: 'writing'; readonly file: File; readonly preview: Preview }
  | { readonly kind: 'done'; readonly done: Done };

export type Refused = { readonly name: string; readonly code: ErrorCode; readonly line: number | null };

/** `Preview`: what a look at a file tells. `Done`: what is told of the import. `Choice`: what of the file the person wants. */
type Options<Preview, Done, Choice> = {
  /** What an import of the file would do. `import.*`, whose cause's `field` is the line where one is meant. */
  readonly look: (file: File, currency: Currency, signal: AbortSignal) => Promise<Preview>;
  /** Does it. `import.outdated` where it would do something else by now. */
  readonly write: (file: File, preview: Preview, choice: Choice, signal: AbortSignal) => Promise<Done>;
  /** What prices that name none are taken for at first. */
  readonly currency: () => Currency;
  readonly onWritten: () => void;
};

/** The owner's, of everything in the file into the channel's catalog. */
export type CatalogImport = TableImport<ImportPreview, ImportCounts>;

/** One import of a shop's table on its way: a file, a look at what it would do, and the doing. */
export class TableImport<Preview extends Pick<TableLook, 'currency'>, Done, Choice = void> {
  readonly #options: Options<Preview, Done, Choice>;
  readonly #signal: AbortSignal;
  #stage = $state.raw<ImportStage<Preview, Done>>({ kind: 'choosing', refused: null });
  /** What the person chose. */
  #currency: Currency | null = null;
  /** Ends what is under way when another file is chosen or the person gives up. */
  #controller = new AbortController();

  constructor(options: Options<Preview, Done, Choice>, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
  }

  get stage(): ImportStage<Preview, Done> {
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

  async commit(choice: Choice): Promise<void> {
    if (this.#stage.kind !== 'looking' || this.#stage.next) return;
    const { file, preview } = this.#stage;
    this.#stage = { kind: 'writing', file, preview };
    try {
      const done = await this.#options.write(file, preview, choice, this.#signal);
      this.#stage = { kind: 'done', done };
      this.#options.onWritten();
    } catch (error) {
      if (this.#signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      const { code } = error;
      if (code === 'import.outdated') await this.#look(file, code);
      // The same preview can be asked for again.
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
      const preview = await this.#options.look(file, this.#currency ?? this.#options.currency(), signal);
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
