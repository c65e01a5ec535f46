import { AppError } from '../../shared/errors.ts';
import type { ParticipantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { Log } from '../../shared/log.ts';
import type { WatchAsk, WatchOffer } from '../../shared/protocol/rtp.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { makerOf } from '../../shared/show/crew.ts';
import { isRunning } from '../../shared/show/life.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { HostEndpoint, MediaPlane, MediaRoom, ProgramState } from '../sfu/port.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { Audience } from './audience.ts';
import type { SignalingLimits } from './limits.ts';
import { Offers } from './offers.ts';
import { PeopleMedia, type PersonPage } from './people-media.ts';
import { Rescue } from './rescue.ts';
import type { ViewerSession } from './session.ts';

type ShowMediaOptions = {
  readonly actor: ShowActor;
  readonly audience: Audience;
  readonly plane: MediaPlane;
  readonly limits: SignalingLimits;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
};

export type ProgramPart = 'maker' | 'standby' | 'none';

/** The page of somebody in the studio, with the program's publishing side when this page makes the program or stands by. */
export type MakerPage = PersonPage & { host: HostEndpoint | null };

/**
 * Where a show's life and its media meet: the life follows what the host's media does, and viewers are offered what the
 * life allows. Neither side knows the other.
 */
export class ShowMedia {
  /** Among the people in the studio. */
  readonly people: PeopleMedia;
  readonly #options: ShowMediaOptions;
  readonly #offers: Offers;
  readonly #rescue: Rescue;
  readonly #hosts = new Map<HostEndpoint, MakerPage>();
  #room: MediaRoom | null = null;
  #interruptTimer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(options: ShowMediaOptions) {
    this.#options = options;
    const { actor, clock, metrics, log } = options;
    const { concurrentOffers, rescueAfterMs, beginWithinMs } = options.limits;
    this.#offers = new Offers({ onAir: () => this.#onAir(), concurrentOffers, clock, metrics, log });
    this.#rescue = new Rescue({
      show: () => actor.state,
      rescueAfterMs,
      beginWithinMs,
      submit: (command) => this.#submit(command),
    });
    this.people = new PeopleMedia({ actor, openRoom: () => this.#openRoom(), metrics });
    this.react();
  }

  get program(): ProgramState {
    return this.#room?.program ?? 'absent';
  }

  /** Whose page makes the program. */
  get makerId(): ParticipantId {
    const { crew } = this.#options.actor.state;
    assert(crew, 'the server knows the crew');
    return makerOf(crew);
  }

  /** What this page's publishing side is for. */
  partOf(page: PersonPage): ProgramPart {
    const { participantId } = page.actor;
    if (participantId === this.makerId) return 'maker';
    return participantId === this.#options.actor.state.crew?.production?.standbyId ? 'standby' : 'none';
  }

  /**
   * A publishing side for the page that makes the program, or gets ready to. `auth.forbidden` for one that has handed it over
   * meanwhile.
   */
  async openHost(page: MakerPage): Promise<HostEndpoint> {
    const room = await this.#openRoom();
    const part = this.partOf(page);
    if (part === 'none') throw new AppError('auth.forbidden');
    const open = (): HostEndpoint => (part === 'maker' ? room.openHost() : room.openStandby());
    const host = page.host?.isClosed === false ? page.host : open();
    page.host = host;
    this.#hosts.set(host, page);
    return host;
  }

  /** A newer page of the same person's is there: this one's program stays until the new one has some, or `holdMs` at most. */
  personReplaced(page: MakerPage, holdMs: number): void {
    this.people.leave(page);
    const { host } = page;
    if (host) setTimeout(() => this.#closeHost(host), holdMs).unref();
  }

  /** The session of somebody in the studio is over. */
  personLeft(page: MakerPage): void {
    this.people.leave(page);
    if (page.host) this.#closeHost(page.host);
  }

  /** The offer for a viewer who asks; null while nothing is on air, and then it comes by itself. */
  watch(session: ViewerSession, ask: WatchAsk): Promise<WatchOffer | null> {
    return this.#offers.make(session, ask);
  }

  /** The viewer's socket is back: what happened to the program meanwhile may need a new offer. */
  welcomeBack(session: ViewerSession): void {
    this.#offers.offer([session]);
  }

  viewerLeft(session: ViewerSession): void {
    this.#offers.doubt(session);
    this.#offers.forget(session);
  }

  /** Called whenever the show or the program has changed. */
  react(): void {
    if (this.#isClosed) return;
    this.#followMaker();
    this.people.react();
    this.#room?.setVigilance(this.#rescue.vigilance);
    this.#rescue.react(this.program);
    const { actor, audience } = this.#options;
    const { phase } = actor.state.life;
    const isFlowing = this.program === 'flowing';
    if (phase === 'live' && !isFlowing) this.#interruptSoon();
    else this.#cancelInterrupt();
    if (phase === 'interrupted' && isFlowing) this.#submit({ type: 'show.resume' });
    if (!isRunning(actor.state.life)) for (const session of audience.sessions) session.closeMedia();
    else if (this.program === 'absent') this.#tellLost();
    else this.#offers.offer(audience.sessions);
  }

  close(): void {
    this.#isClosed = true;
    this.#cancelInterrupt();
    this.#rescue.close();
    this.people.close();
    for (const host of this.#hosts.keys()) host.close();
    this.#hosts.clear();
    this.#options.plane.closeRoom(this.#options.actor.state.id);
  }

  /** Viewers never see what the host does before the show and after it. */
  #onAir(): MediaRoom | null {
    return isRunning(this.#options.actor.state.life) && this.program !== 'absent' ? this.#room : null;
  }

  async #openRoom(): Promise<MediaRoom> {
    const room = await this.#options.plane.room(this.#options.actor.state.id);
    if (this.#isClosed) throw new AppError('media.unavailable');
    this.#adopt(room);
    return room;
  }

  #adopt(room: MediaRoom): void {
    if (this.#room === room) return;
    this.#room = room;
    room.listen({
      onProgram: () => this.react(),
      onCrew: () => this.people.react(),
      onLost: () => this.#lose(room),
    });
  }

  #lose(room: MediaRoom): void {
    if (this.#room !== room) return;
    this.#options.metrics.mediaLost.inc();
    this.#room = null;
    this.#tellPublishLost();
    this.people.lose();
    this.react();
  }

  /**
   * There is never a second program: what a page made before it handed over ends at once, and by nobody's fault. What the standby
   * had ready is on air before, so that viewers never have none.
   */
  #followMaker(): void {
    const hosts = [...this.#hosts];
    for (const [host, page] of hosts) if (this.partOf(page) === 'maker') host.takeOver();
    for (const [host, page] of hosts) {
      if (this.partOf(page) !== 'none') continue;
      if (page.host === host) page.host = null;
      this.#closeHost(host);
    }
  }

  #closeHost(host: HostEndpoint): void {
    this.#hosts.delete(host);
    host.close();
  }

  #tellPublishLost(): void {
    const hosts = [...this.#hosts];
    this.#hosts.clear();
    for (const [host, page] of hosts) {
      if (page.host !== host) continue;
      page.host = null;
      page.tick('publish.lost', {});
    }
  }

  /** The viewers' transports stay for the next program, which is soon there after a reload, or made by another page. */
  #tellLost(): void {
    for (const session of this.#options.audience.sessions) {
      if (session.offered === null) continue;
      session.offered = null;
      session.tick('watch.lost', {});
    }
  }

  #interruptSoon(): void {
    this.#interruptTimer ??= setTimeout(() => {
      this.#interruptTimer = null;
      if (this.program !== 'flowing') this.#submit({ type: 'show.interrupt' });
    }, this.#options.limits.interruptAfterMs);
  }

  #cancelInterrupt(): void {
    if (this.#interruptTimer) clearTimeout(this.#interruptTimer);
    this.#interruptTimer = null;
  }

  #submit(command: ShowCommand): void {
    const { actor, log } = this.#options;
    actor.submit(command, SYSTEM).then(
      (outcome) => {
        if (!outcome.ok) log.warn({ command: command.type, code: outcome.error.code }, 'the show refused its media');
      },
      (error: unknown) => log.error({ command: command.type }, 'the show failed on its media', error),
    );
  }
}
