import * as v from 'valibot';
import { Count } from '../show/count.ts';
import { Sales } from '../show/sales.ts';
import { CrewProducer } from './crew-media.ts';
import { VIEWER_TICKS } from './viewer-ticks.ts';

/**
 * News that is not part of the show's log: the newest of a type replaces older ones that a slow socket has not taken yet.
 * (The log's own events are in `show/event.ts`; they are reliable and never coalesced.)
 */
export const TICKS = {
  ...VIEWER_TICKS,
  /** Glass-to-glass latency over all viewers' newest reports; for the page that makes the program. */
  'latency.measured': v.object({ p50Ms: v.number(), p95Ms: v.number(), viewers: Count }),
  /** The program of this page is gone on the server (a worker died): publish again at once. */
  'publish.lost': v.object({}),
  /**
   * Every stream of the others that this page may receive now; the whole list each time. `own`: the ids of this page's own
   * streams that the server has. One that is missing there was closed by the server: it sent far too much, or may no longer be
   * sent. Crew and studio.
   */
  'crew.producers': v.object({ producers: v.array(CrewProducer), own: v.array(CrewProducer.entries.producerId) }),
  /** This page's own transports among the crew are gone on the server (a worker died): open them again at once. */
  'crew.lost': v.object({}),
  /** What the show has sold, for who has it in hand, and what of it is theirs, for a seller; at most four a second. */
  'sales.counted': Sales,
} as const satisfies Record<string, v.GenericSchema>;

export type TickType = keyof typeof TICKS;
export type TickData<Type extends TickType> = v.InferOutput<(typeof TICKS)[Type]>;
