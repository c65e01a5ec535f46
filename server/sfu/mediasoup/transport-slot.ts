import type { types } from 'mediasoup';
import { AppError } from '../../../shared/errors.ts';
import { asking, createTransport, type Ground } from './transport.ts';

/** Room for one transport of an endpoint: opening again closes the former one, and everything on it. */
export class TransportSlot {
  readonly #ground: Ground;
  #transport: types.WebRtcTransport | null = null;
  #isClosed = false;

  constructor(ground: Ground) {
    this.#ground = ground;
  }

  /** Null before the first one. It may be closed. */
  get transport(): types.WebRtcTransport | null {
    return this.#transport;
  }

  /** `media.not-found` for the slower one of two that are opened at the same time. */
  async open(): Promise<types.WebRtcTransport> {
    this.#transport?.close();
    this.#transport = null;
    const transport = await asking(this.#ground, () => createTransport(this.#ground));
    if (this.#isClosed || this.#transport) {
      transport.close();
      throw new AppError(this.#ground.worker.worker.closed ? 'media.worker-died' : 'media.not-found');
    }
    this.#transport = transport;
    return transport;
  }

  close(): void {
    this.#isClosed = true;
    this.#transport?.close();
  }
}
