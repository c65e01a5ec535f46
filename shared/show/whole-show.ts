import * as v from 'valibot';
import { EMPTY_CREW, EMPTY_LEDGER, NO_CHATTERS, NO_NUMBERS } from './beginnings.ts';
import { Chatters } from './chatters.ts';
import { CrewState } from './crew.ts';
import { Ledger } from './ledger.ts';
import { Numbers } from './numbers.ts';
import { PublicShow, type ShowState } from './state.ts';

/** A show as it is stored, and told to the people in the studio. Stored ones of before there was one of these have none of it. */
export const WholeShow: v.GenericSchema<unknown, ShowState> = v.object({
  ...PublicShow.entries,
  crew: v.optional(v.nullable(CrewState), EMPTY_CREW),
  ledger: v.optional(v.nullable(Ledger), EMPTY_LEDGER),
  chatters: v.optional(v.nullable(Chatters), NO_CHATTERS),
  numbers: v.optional(v.nullable(Numbers), NO_NUMBERS),
});
