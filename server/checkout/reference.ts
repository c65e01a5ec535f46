import * as v from 'valibot';
import { HoldId, ShowId } from '../../shared/ids.ts';

/** Ids have no point in them. */
const REFERENCE = /^([^.]+)\.([^.]+)$/;

/** What a checkout is known by at its provider: whose hold of which show it pays. */
export const referenceOf = (showId: ShowId, holdId: HoldId): string => `${showId}.${holdId}`;

/** Null for what is no reference of ours: a provider has other customers, too. */
export const readReference = (text: string): { readonly showId: ShowId; readonly holdId: HoldId } | null => {
  const [, show, hold] = REFERENCE.exec(text) ?? [];
  const showId = v.safeParse(ShowId, show);
  const holdId = v.safeParse(HoldId, hold);
  return showId.success && holdId.success ? { showId: showId.output, holdId: holdId.output } : null;
};
