import type { Device } from 'mediasoup-client';
import { AppError } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import { pageClock, type Clock } from '../platform/clock.ts';
import { sharedDevice, type MakeDevice } from '../platform/sfu-device.ts';
import { SteadyTransport, type Attempt, type SteadyState } from '../platform/steady-transport.ts';
import { startTicker } from '../platform/ticker.ts';
import { readHealth, type HealthMemory, type PublisherHealth } from './health.ts';
import { openSending, type PublisherPorts, type Sending, type SendingFlow } from './sending.ts';

export type { PublisherPorts, SendingFlow } from './sending.ts';

/** Whether the program gets through to the server; while it does not, the publisher keeps trying unless it has `failed`. */
export type PublisherState = SteadyState;

export type PublisherHandlers = {
  readonly onState: (state: PublisherState) => void;
  /** Once a second while something is sent. */
  readonly onHealth: (health: PublisherHealth) => void;
};

export type PublisherOptions = PublisherPorts &
  PublisherHandlers & { readonly clock?: Clock; readonly makeDevice?: MakeDevice };

export type Publisher = Closable & {
  /** Sends by a fresh transport, again and again until it works. Resolves when it does, or when it is given up. */
  republish(): Promise<void>;
  /** Sends what was held until now, by a fresh transport where the one that was ready does not do. */
  release(): Promise<void>;
  setContentHint(hint: 'motion' | 'detail'): void;
  /** The browser says that the network changed: moves the media at once instead of waiting for the old path to fail. */
  handleNetworkChange(): void;
};

const HEALTH_INTERVAL_MS = 1_000;
/** A page that closes does not wait for the server's word. */
const FAREWELL_TIMEOUT_MS = 2_000;

/**
 * Sends the program until `scope` closes. Resolves when both producers exist on the server, and tells by `onState` whether media
 * gets through to them; fails with an AppError.
 */
export const openPublisher = async (options: PublisherOptions, scope: Scope): Promise<Publisher> => {
  const publisher = scope.use(new ProgramPublisher(options, scope));
  await publisher.publish();
  return publisher;
};

class ProgramPublisher implements Publisher {
  readonly #options: PublisherOptions;
  readonly #steady: SteadyTransport<Sending>;
  #flow: SendingFlow;
  #memory: HealthMemory | null = null;
  #isClosed = false;

  constructor(options: PublisherOptions, scope: Scope) {
    this.#options = options;
    this.#flow = options.flow;
    const { clock = pageClock(), restartIce, onState } = options;
    const makeDevice = options.makeDevice ?? sharedDevice();
    this.#steady = new SteadyTransport(
      { clock, restartIce, onState, open: async (attempt) => this.#send(await makeDevice(), attempt) },
      scope,
    );
    this.setContentHint(options.contentHint);
    scope.use(startTicker(clock, HEALTH_INTERVAL_MS, () => void this.#measure()));
    onState({ state: 'connecting' });
  }

  /** One try. */
  async publish(): Promise<void> {
    await this.#steady.open();
  }

  async republish(): Promise<void> {
    await this.#steady.reopen();
  }

  async release(): Promise<void> {
    this.#flow = 'on';
    try {
      await this.#steady.current?.release();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      await this.republish();
    }
  }

  setContentHint(hint: 'motion' | 'detail'): void {
    const { video } = this.#options;
    if (video.contentHint !== hint) video.contentHint = hint;
  }

  handleNetworkChange(): void {
    this.#steady.handleNetworkChange();
  }

  /** Tells the server, so that viewers learn at once that nothing more comes. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const sending = this.#steady.current;
    await this.#steady.close();
    const signal = AbortSignal.timeout(FAREWELL_TIMEOUT_MS);
    const farewells = sending?.producerIds.map((id) => this.#options.closeProducer(id, signal)) ?? [];
    await Promise.allSettled(farewells);
  }

  async #send(device: Device, attempt: Attempt): Promise<Sending> {
    const flow = this.#flow;
    const sending = await openSending(device, { ...this.#options, flow }, attempt);
    // It may have been released while the server was asked.
    if (flow !== this.#flow) await sending.release();
    return sending;
  }

  async #measure(): Promise<void> {
    const transport = this.#steady.current?.transport;
    if (!transport || transport.closed || this.#flow === 'held') return;
    const report = await transport.getStats();
    const reading = readHealth(report.values(), this.#memory);
    if (!reading || this.#isClosed) return;
    this.#memory = reading.memory;
    this.#options.onHealth(reading.health);
  }
}
