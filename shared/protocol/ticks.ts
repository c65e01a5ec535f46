import * as v from 'valibot';
import { Count } from '../show/count.ts';
import { CrewProducer } from './crew-media.ts';
import { HoldCard, StockCount } from './holds.ts';
import { Sales } from '../show/sales.ts';
import { WatchOffer } from './rtp.ts';

/**
 * News that is not part of the show's log: the newest of a type replaces older ones that a slow socket has not taken yet.
 * (The log's own events are in `show/event.ts`; they are reliable and never coalesced.)
 */
export const TICKS = {
  /** How many people watch now; at most one a second. */
  'watchers.counted': v.object({ watchers: Count }),
  /** Glass-to-glass latency over all viewers' newest reports; for the page that makes the program. */
  'latency.measured': v.object({ p50Ms: v.number(), p95Ms: v.number(), viewers: Count }),
  /** The program can be received: a fresh transport and its consumers, for the capabilities that this viewer told. */
  'watch.offered': WatchOffer,
  /** The program's media went away; the last frame stays, dimmed, until the next offer. */
  'watch.lost': v.object({}),
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
  /** This buyer's own newest holds in this show, all of them each time. */
  'holds.changed': v.object({ holds: v.array(HoldCard) }),
  /** What the show has sold, for who has it in hand; at most four a second. */
  'sales.counted': Sales,
  /** How much is held and sold of every product that was asked for; at most four a second. */
  'stock.counted': v.object({ items: v.array(StockCount) }),
  /** Null when another page makes the program from now on, and has not told its clock yet. */
  'clock.changed': v.object({ hostClockOffsetMs: v.nullable(v.number()) }),
} as const satisfies Record<string, v.GenericSchema>;

export type TickType = keyof typeof TICKS;
export type TickData<Type extends TickType> = v.InferOutput<(typeof TICKS)[Type]>;

export const isTickType = (type: string): type is TickType => Object.hasOwn(TICKS, type);
