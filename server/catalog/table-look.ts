import type { RowProblem } from '../../shared/catalog/draft.ts';
import { MAX_SHOWN_PROBLEMS, type TableLook } from '../../shared/protocol/table-import.ts';

type Read = Pick<TableLook, 'dialect' | 'currency' | 'asksCurrency'> & { readonly problems: readonly RowProblem[] };

/** What is told of a table that was read, but for its pictures. */
export const tableLook = ({ problems, ...read }: Read): Omit<TableLook, 'remotePictures'> => {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return {
    ...read,
    errors: errors.length,
    warnings: warnings.length,
    problems: [...errors, ...warnings].slice(0, MAX_SHOWN_PROBLEMS).map(shownProblem),
  };
};

/** A cell may be a whole description. */
const MAX_SHOWN_CHARS = 80;

const shownProblem = ({ value, column, ...problem }: RowProblem): TableLook['problems'][number] => ({
  ...problem,
  column: column && shortened(column),
  value: shortened(value),
});

export const shortened = (text: string): string =>
  text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS).toWellFormed()}…` : text;
