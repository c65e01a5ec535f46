import { AppError } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { Clock } from './clock.ts';
import { loadDevice, openTransport, type MakeDevice, type SfuDevice, type SfuTransport } from './sfu-device.ts';
import { SteadyTransport, type Attempt, type SteadyState } from './steady-transport.ts';

/** A transport, the device that it is of, and how long it lasts. */
export type Carrier = { readonly transport: SfuTransport; readonly device: SfuDevice; readonly signal: AbortSignal };

/** What runs on a transport, and on the next one when that is lost. */
export type Rider = {
  /** Resolves when it runs, or cannot. */
  use(carrier: Carrier): Promise<void>;
  /** The transport is about to close, and the server's end with it. */
  leave(): void;
};

export type SfuPathState = 'idle' | SteadyState['state'];

type Options = {
  readonly direction: 'send' | 'receive';
  readonly clock: Clock;
  /** The same each time. */
  readonly makeDevice: MakeDevice;
  readonly open: (signal: AbortSignal) => Promise<MethodResult<'crew.openSend'>>;
  readonly connect: (params: MethodParams<'crew.connect'>, signal: AbortSignal) => Promise<unknown>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'crew.restartIce'>>;
  readonly riders: () => readonly Rider[];
  /** A transport was made; nothing runs on it yet. */
  readonly onTransport?: (carrier: Carrier) => void;
  readonly onState: (state: SteadyState['state']) => void;
};

/** One direction of what a page and the crew send each other: one transport, kept, with all that runs on it. */
export class SfuPath implements Closable {
  readonly #options: Options;
  readonly #steady: SteadyTransport<Carrier>;
  #carrier: Carrier | null = null;
  #isStarted = false;
  #isClosed = false;

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    const { clock, restartIce, onState } = options;
    this.#steady = new SteadyTransport(
      { clock, restartIce, onState: ({ state }) => onState(state), open: (attempt) => this.#open(attempt) },
      scope,
    );
  }

  /** What a new rider may use now; null: it will be told. */
  get carrier(): Carrier | null {
    return this.#carrier;
  }

  start(): void {
    if (this.#isStarted || this.#isClosed) return;
    this.#isStarted = true;
    void this.#steady.reopen();
  }

  /** Opens everything anew; nothing that has not begun. */
  reopen(): void {
    if (this.#isStarted && !this.#isClosed) void this.#steady.reopen();
  }

  handleNetworkChange(): void {
    this.#steady.handleNetworkChange();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#steady.close();
  }

  /** One try: resolves when all riders run, or cannot. */
  async #open(attempt: Attempt): Promise<Carrier> {
    const { signal } = attempt.scope;
    const { routerRtpCapabilities, transport: offer } = await this.#options.open(signal);
    const device = await this.#options.makeDevice();
    await loadDevice(device, routerRtpCapabilities);
    signal.throwIfAborted();
    const { direction, connect, riders, onTransport } = this.#options;
    const broken = Promise.withResolvers<never>();
    const onConnectFailed = (error: unknown): void => {
      if (this.#steady.current) void this.#steady.reopen();
      else broken.reject(error);
    };
    try {
      const transport = openTransport({ device, direction, offer, connect, onConnectFailed }, attempt);
      const carrier: Carrier = { transport, device, signal };
      attempt.scope.defer(() => this.#leave());
      this.#carrier = carrier;
      onTransport?.(carrier);
      await Promise.race([Promise.all(riders().map((rider) => rider.use(carrier))), broken.promise]);
      return carrier;
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof AppError ? error : new AppError('media.invalid-parameters', error);
    }
  }

  #leave(): void {
    this.#carrier = null;
    for (const rider of this.#options.riders()) rider.leave();
  }
}
