import * as v from 'valibot';
import { WholeShow } from '../show/whole-show.ts';
import { type Opened, ViewerOpened } from './opening.ts';

/** `ViewerOpened` with the show as the people in the studio know it. */
export const WholeOpened: v.GenericSchema<unknown, Opened> = v.object({
  ...ViewerOpened.entries,
  show: v.nullable(WholeShow),
});
