import * as v from 'valibot';
import { parsePrice, type Currency } from '../money.ts';
import { visibleLine } from '../visible-text.ts';
import type { RowProblem } from './draft.ts';
import { shortLine } from './short-line.ts';
import type { Columns, SheetRow } from './sheet-row.ts';

const WebAddress = v.pipe(v.string(), v.maxLength(2_000), v.url(), v.regex(/^https?:\/\//i));
/** Pictures are fetched by our server, which asks nobody over an open line. */
const PictureAddress = v.pipe(WebAddress, v.regex(/^https:\/\//i));
const Quantity = v.pipe(v.string(), v.regex(/^-?\d{1,7}(?:\.0+)?$/), v.transform(Number));

const MAX_STOCK = 1_000_000;

/** Reads the cells of one row and keeps what is wrong with them. */
export class CellReader {
  readonly #row: SheetRow;
  readonly #columns: Columns;
  readonly #problems: RowProblem[] = [];

  constructor(row: SheetRow, columns: Columns) {
    this.#row = row;
    this.#columns = columns;
  }

  get problems(): readonly RowProblem[] {
    return this.#problems;
  }

  get hasErrors(): boolean {
    return this.#problems.some(({ severity }) => severity === 'error');
  }

  /** The cell of the first of `names` that is not blank. */
  text(...names: readonly string[]): string {
    for (const name of names) {
      const value = this.#columns.read(this.#row, name);
      if (value !== '') return value;
    }
    return '';
  }

  /** As `text`, of a cell that people read: a visible line, cut with a warning where no list could show it. */
  line(...names: readonly string[]): string {
    const line = visibleLine(this.text(...names));
    const short = shortLine(line);
    if (short !== line) this.report('warning', 'text-cut', names.find((name) => this.text(name) !== '') ?? null);
    return short;
  }

  lineOrNull(...names: readonly string[]): string | null {
    const line = this.line(...names);
    return line === '' ? null : line;
  }

  /** Whether the cell says yes, in any of the ways that shops write it. */
  isYes(name: string): boolean {
    return /^(?:true|yes|1)$/i.test(this.text(name));
  }

  report(severity: RowProblem['severity'], code: RowProblem['code'], name: string | null): void {
    const column = name === null ? null : this.#columns.spelling(name);
    const value = name === null ? '' : this.text(name);
    this.#problems.push({ line: this.#row.line, severity, code, column, value });
  }

  /** Minor units; null for a blank cell, and for one that is no price, which is an error. */
  price(name: string, currency: Currency): number | null {
    const text = this.text(name);
    return text === '' ? null : this.amount(text, currency, name);
  }

  /** As `price`, of a text that is a part of the cell `name`. */
  amount(text: string, currency: Currency, name: string): number | null {
    const priceMinor = parseDecimal(text, currency);
    if (priceMinor === null) this.report('error', 'bad-price', name);
    return priceMinor;
  }

  /** Whole units, none where a shop has oversold; null for a blank cell, and for one that is no number, which is an error. */
  quantity(name: string): number | null {
    const text = this.text(name);
    if (text === '') return null;
    const quantity = v.safeParse(Quantity, text);
    if (quantity.success && quantity.output <= MAX_STOCK) return Math.max(0, quantity.output);
    this.report('error', 'bad-stock', name);
    return null;
  }

  link(name: string): string | null {
    const text = this.text(name);
    if (text === '') return null;
    if (v.is(WebAddress, text)) return text;
    this.report('warning', 'bad-link', name);
    return null;
  }

  /** Addresses of pictures that are worth asking for; what is none is left out with a warning. */
  pictures(name: string, separator: RegExp | null = null): readonly string[] {
    const text = this.text(name);
    const parts = separator === null ? [text] : text.split(separator);
    const wanted = parts.map((part) => part.trim()).filter((part) => part !== '');
    const good = wanted.filter((part) => v.is(PictureAddress, part));
    if (good.length < wanted.length) this.report('warning', 'bad-picture', name);
    return good;
  }

  /** The price that was, where it is above the one that is. */
  formerPrice(formerMinor: number | null, priceMinor: number, name: string): number | null {
    if (formerMinor === null || formerMinor === 0) return null;
    if (formerMinor > priceMinor) return formerMinor;
    this.report('warning', 'former-price-not-higher', name);
    return null;
  }
}

/** A spreadsheet writes ".5" for a half, which nobody types. */
const parseDecimal = (text: string, currency: Currency): number | null =>
  parsePrice(text.replace(/^(?=[.,]\d)/, '0'), currency);
