import type { types } from 'mediasoup';
import type { Log } from '../../../shared/log.ts';
import { NEW_POLICE, patrol, type Police } from '../bitrate-police.ts';
import { isArriving, NO_FLOW, sampleFlow, type Flow } from '../flow.ts';
import { MAX_INCOMING_BPS } from './settings.ts';

/** A producer and what is known of its stream. Closed by its transport, by its endpoint, or by the police. */
export class MeteredProducer {
  readonly producer: types.Producer;
  readonly #log: Log;
  #flow: Flow = NO_FLOW;
  #police: Police = NEW_POLICE;

  constructor(producer: types.Producer, log: Log) {
    this.producer = producer;
    this.#log = log;
  }

  isArriving(atMs: number): boolean {
    return !this.producer.closed && !this.producer.paused && isArriving(this.#flow, atMs);
  }

  /** Reads the stream's totals from the worker, and acts on a sender that sends far too much. */
  async sample(): Promise<void> {
    const stats = await this.producer.getStats();
    if (this.producer.closed) return;
    const atMs = performance.now();
    const bytes = stats.reduce((sum, stat) => sum + stat.byteCount, 0);
    this.#flow = sampleFlow(this.#flow, bytes, atMs);
    const { police, verdict } = patrol(this.#police, { atMs, bytes, capBps: MAX_INCOMING_BPS[this.producer.kind] });
    this.#police = police;
    if (verdict === 'keep') return;
    this.#log.warn({ producerId: this.producer.id, verdict }, 'incoming bitrate policed');
    if (verdict === 'close') this.producer.close();
    else if (verdict === 'pause') await this.producer.pause();
    else await this.producer.resume();
  }
}
