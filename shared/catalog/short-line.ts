import { visibleLine } from '../visible-text.ts';

/** UTF-16 code units, as shops count: theirs have no longer titles. */
const MAX_LENGTH = 255;

/** A visible line, cut where no list could show it. */
export const shortLine = (line: string): string =>
  line.length <= MAX_LENGTH ? line : visibleLine(line.slice(0, MAX_LENGTH));
