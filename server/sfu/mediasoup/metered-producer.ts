import type { types } from 'mediasoup';
import type { Log } from '../../../shared/log.ts';
import { NEW_POLICE, patrol, type Police } from '../bitrate-police.ts';
import { isArriving, NO_FLOW, sampleFlow, type Flow } from '../flow.ts';
import type { StreamFlow } from '../port.ts';

type MeteredOptions = {
  /** Over all encodings together. */
  readonly capBps: number;
  /** As the producer was made. */
  readonly flow: StreamFlow;
  readonly log: Log;
};

/** A producer and what is known of its stream. Closed by its transport, by its endpoint, or by the police. */
export class MeteredProducer {
  readonly producer: types.Producer;
  readonly #options: MeteredOptions;
  #arrival: Flow = NO_FLOW;
  #police: Police = NEW_POLICE;
  #flow: StreamFlow;

  constructor(producer: types.Producer, options: MeteredOptions) {
    this.producer = producer;
    this.#options = options;
    this.#flow = options.flow;
  }

  /** As it was asked for; the police may hold the stream back besides. */
  get flow(): StreamFlow {
    return this.#flow;
  }

  setFlow(flow: StreamFlow): void {
    if (flow === this.#flow) return;
    this.#flow = flow;
    this.#gate();
  }

  get arrival(): Flow {
    return this.#arrival;
  }

  isArriving(atMs: number): boolean {
    return !this.producer.closed && !this.producer.paused && isArriving(this.#arrival, atMs);
  }

  /** Reads the stream's totals from the worker, and acts on a sender that sends far too much. */
  async sample(): Promise<void> {
    const askedAtMs = performance.now();
    const stats = await this.producer.getStats();
    if (this.producer.closed) return;
    const atMs = performance.now();
    const bytes = stats.reduce((sum, stat) => sum + stat.byteCount, 0);
    this.#arrival = sampleFlow(this.#arrival, { bytes, askedAtMs, answeredAtMs: atMs });
    const { police, verdict } = patrol(this.#police, { atMs, bytes, capBps: this.#options.capBps });
    this.#police = police;
    if (verdict === 'keep') return;
    this.#options.log.warn({ producerId: this.producer.id, verdict }, 'incoming bitrate policed');
    if (verdict === 'close') this.producer.close();
    else this.#gate();
  }

  /** The worker takes requests in order, so the last word counts, whatever the earlier answers say. */
  #gate(): void {
    const isOpen = this.#flow === 'on' && !this.#police.isPaused;
    const asked = isOpen ? this.producer.resume() : this.producer.pause();
    asked.catch((error: unknown) => {
      if (!this.producer.closed)
        this.#options.log.error({ producerId: this.producer.id }, 'a stream could not be paused or resumed', error);
    });
  }
}
