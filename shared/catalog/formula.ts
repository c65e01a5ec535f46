/**
 * What a spreadsheet would take for a formula is written with an apostrophe before it, which a spreadsheet takes for "this is
 * text". A text that begins with apostrophes of its own before such a mark gets one more: reading takes exactly one away.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export const defused = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

export const undefused = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
