import { visibleLine } from '../visible-text.ts';
import { MAX_LINE_CHARS } from './lengths.ts';

/** A visible line, cut where no list could show it. */
export const shortLine = (line: string): string =>
  line.length <= MAX_LINE_CHARS ? line : visibleLine(line.slice(0, MAX_LINE_CHARS));
