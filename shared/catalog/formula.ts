/**
 * What a spreadsheet would take for a formula is written with an apostrophe before it, which a spreadsheet takes for "this is
 * text". A text that begins with apostrophes of its own before such a mark gets one more: reading takes exactly one away. The wide
 * marks of Chinese and Japanese keyboards are formulas to spreadsheets of these languages.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const defused = (cell: string): string => (MARKED.test(cell) ? `'${cell}` : cell);

export const undefused = (cell: string): string => (cell.startsWith("'") && MARKED.test(cell) ? cell.slice(1) : cell);

const MARKED = /^'*[=+\-@\t\r\n＝＋－＠]/;
