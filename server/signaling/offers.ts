import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { WatchAsk, WatchOffer } from '../../shared/protocol/rtp.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { MediaRoom } from '../sfu/port.ts';
import type { Offered, ViewerSession } from './session.ts';

type OffersOptions = {
  /** The room whose program viewers may receive now, or null: nothing is on air, or the show is not running. */
  readonly onAir: () => MediaRoom | null;
  readonly concurrentOffers: number;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
};

/** How long a tick may lie in a socket that is dead already: until a ping was not answered. */
const TICK_DOUBT_MS = 15_000;

/** Gives every viewer the transport and consumers of the program on air, a few viewers at a time. */
export class Offers {
  readonly #options: OffersOptions;
  readonly #waiting = new Set<ViewerSession>();
  #making = 0;

  constructor(options: OffersOptions) {
    this.#options = options;
  }

  /** For a request of the viewer's own; null while nothing is on air. Failures of the media plane are the caller's. */
  async make(session: ViewerSession, ask: WatchAsk): Promise<WatchOffer | null> {
    const room = this.#options.onAir();
    session.ask = ask;
    this.#waiting.delete(session);
    if (room === null) return null;
    return this.#watch(session, { room, ask, sent: 'in-reply' });
  }

  /** Offers the program on air to all of `sessions` that wait for it. */
  offer(sessions: Iterable<ViewerSession>): void {
    for (const session of sessions) if (this.#isDue(session)) this.#waiting.add(session);
    this.#pump();
  }

  forget(session: ViewerSession): void {
    this.#waiting.delete(session);
  }

  /** A tick that went out shortly before the socket broke may not have arrived. */
  doubt(session: ViewerSession): void {
    const { offered } = session;
    if (offered?.sent === 'by-tick' && this.#options.clock() - offered.atMs < TICK_DOUBT_MS) session.offered = null;
  }

  #isDue(session: ViewerSession): boolean {
    const room = this.#options.onAir();
    return room !== null && session.isConnected && session.ask !== null && session.offered?.epoch !== room.programEpoch;
  }

  #pump(): void {
    for (const session of this.#waiting) {
      if (this.#making >= this.#options.concurrentOffers) return;
      this.#waiting.delete(session);
      this.#making += 1;
      void this.#offerOne(session).finally(() => {
        this.#making -= 1;
        this.#pump();
      });
    }
  }

  async #offerOne(session: ViewerSession): Promise<void> {
    const room = this.#options.onAir();
    const { ask } = session;
    if (room === null || ask === null || !this.#isDue(session)) return;
    try {
      const offer = await this.#watch(session, { room, ask, sent: 'by-tick' });
      session.tick('watch.offered', offer);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'server.internal';
      this.#options.log.warn({ sessionId: session.id, code }, 'no offer for a viewer');
      // The page asked for what it cannot receive; it would be refused again and again.
      if (code === 'media.invalid-parameters') session.ask = null;
      return;
    }
    // The program may have been replaced, or the show ended, while the offer was made.
    if (this.#isDue(session)) this.#waiting.add(session);
  }

  async #watch(
    session: ViewerSession,
    { room, ask, sent }: { readonly room: MediaRoom; readonly ask: WatchAsk; readonly sent: Offered['sent'] },
  ): Promise<WatchOffer> {
    const stop = this.#options.metrics.watchOfferSeconds.startTimer();
    const endpoint = session.endpoint?.isClosed === false ? session.endpoint : room.openViewer();
    session.endpoint = endpoint;
    const epoch = room.programEpoch;
    // A page that asks has lost its transport; one that is told of another program keeps it.
    const offer = await (sent === 'in-reply' ? endpoint.watch(ask) : endpoint.renew(ask));
    session.offered = { epoch, sent, atMs: this.#options.clock() };
    stop();
    return offer;
  }
}
