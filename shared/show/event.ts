import * as v from 'valibot';
import { CHATTER_EVENTS } from './chatter-event.ts';
import { CREW_EVENTS } from './crew-event.ts';
import { LOGGED } from './logged.ts';
import { NUMBERS_EVENTS } from './numbers.ts';
import { PUBLIC_EVENTS } from './public-event.ts';
import { TILL_EVENTS } from './till-event.ts';

/** What pages are told: everybody's, or those of the people in the studio. */
export const ToldEvent = v.variant('type', [...PUBLIC_EVENTS, ...CREW_EVENTS]);
export type ToldEvent = v.InferOutput<typeof ToldEvent>;

/**
 * What happened in a show, in the past tense; the log is the truth. `at` and `seq` are in the envelope. Its texts are what
 * commands brought: a rule for them that came later must not make a log unreadable.
 */
export const ShowEvent = v.variant('type', [
  ...PUBLIC_EVENTS,
  ...CREW_EVENTS,
  ...TILL_EVENTS,
  ...CHATTER_EVENTS,
  ...NUMBERS_EVENTS,
]);
export type ShowEvent = v.InferOutput<typeof ShowEvent>;
export type ShowEventType = ShowEvent['type'];

/** An event as it is stored. */
export const LoggedEvent = v.object({ ...LOGGED, event: ShowEvent });
export type LoggedEvent = v.InferOutput<typeof LoggedEvent>;

/** One that is sent. */
export type ToldLoggedEvent = LoggedEvent & { readonly event: ToldEvent };
