export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/** The first line of `text` that is not blank, without what stands in quotation marks; null while its end has not come. */
export const headerMarks = (text: string): string | null => {
  const bare = text.replace(/"(?:[^"]|"")*(?:"|$)/g, '');
  const line = /^\s*(\S[^\r\n]*)[\r\n]/.exec(bare);
  return line?.[1] ?? null;
};

/** What separates the cells of a header: what is in it most often. Names of columns hold commas less often than cells do. */
export const delimiterOf = (marks: string): Delimiter => {
  const count = (delimiter: Delimiter): number => marks.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
};
