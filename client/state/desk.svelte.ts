import type { ErrorCode } from '../../shared/errors.ts';
import type { ParticipantId, PictureId, ShowId } from '../../shared/ids.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import { CREW_MEDIA } from '../../shared/protocol/crew-media.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { Result } from '../../shared/result.ts';
import type { StudioActor, StudioRole } from '../../shared/show/actor.ts';
import type { ShowCommandType } from '../../shared/show/command.ts';
import { participantsOf, type CrewState } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { Participant } from '../../shared/show/participant.ts';
import { isAllowed } from '../../shared/show/permissions.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
import type { Monitor, MonitorState } from '../audio/monitor.ts';
import type { TickArguments } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import { Attempts } from './attempts.ts';
import type { StaffPage } from './context.ts';
import type { CrewMediaLine, CrewSinks, OpenCrewMedia } from './crew-media.svelte.ts';
import { GuestEars } from './guest-ears.ts';
import { Orders } from './orders.svelte.ts';
import { isReturnOld, programReturn, type RoomView } from './room-view.ts';
import type { ShowFeed } from './show-feed.svelte.ts';
import { StaffChat } from './staff-chat.svelte.ts';
import { StudioLine } from './studio-line.svelte.ts';
import type { StudioOptions } from './studio-options.ts';
import { StudioShelf } from './studio-shelf.ts';
import { Talk } from './talk.svelte.ts';

export type DeskOptions = {
  readonly showId: ShowId;
  readonly connect: StudioOptions['connect'];
  readonly openMedia: OpenCrewMedia;
  readonly monitor: Monitor;
  readonly clock: Clock;
  readonly uploadPicture: (picture: Blob, signal: AbortSignal) => Promise<PictureId>;
  /** Keeps the screen on until closed. */
  readonly keepAwake: () => Closable;
  readonly onProblem: (code: ErrorCode) => void;
};

/** The page of somebody who looks after a show beside its host: its shelf, its orders and its chat, as far as their role goes. */
export class Desk implements RoomView, StaffPage {
  readonly feed: ShowFeed;
  readonly shelf: StudioShelf;
  readonly orders: Orders;
  readonly chat: StaffChat;
  readonly talk: Talk;
  readonly media: CrewMediaLine;
  readonly #options: DeskOptions;
  readonly #attempts: Attempts;
  readonly #line: StudioLine;
  readonly #ears: GuestEars;
  /** Whether the person wants to hear the show. */
  #sound = $state.raw<'off' | 'on'>('off');
  #heard = $state.raw<MonitorState>('quiet');
  #hasLeft = $state.raw(false);
  #awake: Closable | null = null;

  constructor(options: DeskOptions, scope: Scope) {
    this.#options = options;
    this.#attempts = new Attempts(options.onProblem, scope);
    this.#ears = new GuestEars(options.monitor);
    options.monitor.onState((state) => (this.#heard = state));
    this.#line = new StudioLine(
      {
        as: 'desk',
        showId: options.showId,
        connect: options.connect,
        attempts: this.#attempts,
        onOpened: (opened) => this.#handleOpened(opened),
        onEvent: (logged) => this.#handleEvent(logged),
        onTick: (...tick) => this.#handleTick(...tick),
        onRefused: () => this.#rest(),
      },
      scope,
    );
    const { feed, call } = this.#line;
    const attempts = this.#attempts;
    this.feed = feed;
    this.talk = new Talk({ feed, call, attempts, selfId: () => this.selfId });
    const role = (): StudioRole | null => this.role;
    this.chat = scope.use(new StaffChat({ feed, call, attempts, role, clock: options.clock }));
    this.shelf = new StudioShelf({
      feed,
      sets: { call, attempts },
      does: async (method, params) => (await this.ask(method, params)).ok,
      uploadPicture: (picture) => attempts.ask(() => options.uploadPicture(picture, scope.signal)),
    });
    this.orders = new Orders({ call, attempts, clock: options.clock });
    this.media = options.openMedia(call, this.#sinks(), scope);
    scope.defer(() => this.#rest());
  }

  /** Null before the line has opened for the first time. */
  get self(): StudioActor | null {
    return this.#line.self;
  }

  get selfId(): ParticipantId | null {
    return this.self?.participantId ?? null;
  }

  /** Null before the line has opened for the first time. */
  get role(): StudioRole | null {
    return this.self?.role ?? null;
  }

  get crew(): CrewState | null {
    return this.feed.show?.crew ?? null;
  }

  get people(): readonly Participant[] {
    return this.crew ? participantsOf(this.crew) : [];
  }

  get programReturn(): MediaStreamTrack | null {
    return programReturn(this);
  }

  get isReturnOld(): boolean {
    return isReturnOld(this);
  }

  get phase(): ShowPhase {
    return this.#line.phase;
  }

  get isOnAir(): boolean {
    return this.#line.isOnAir;
  }

  get serverOffsetMs(): number {
    return this.#line.serverOffsetMs;
  }

  /** `blocked`: it is wanted, and the browser waits for a gesture. */
  get sound(): 'off' | 'on' | 'blocked' {
    return this.#sound === 'on' && this.#heard === 'blocked' ? 'blocked' : this.#sound;
  }

  /** Whether the person has given their place back. */
  get hasLeft(): boolean {
    return this.#hasLeft;
  }

  may(command: ShowCommandType): boolean {
    return this.role !== null && isAllowed(this.role, command);
  }

  ask<Method extends MethodName>(method: Method, params: MethodParams<Method>): Promise<Result<unknown>> {
    return this.#attempts.attempt(() => this.#line.call(method, params));
  }

  /** In a gesture. */
  async turnSound(wanted: 'off' | 'on'): Promise<void> {
    this.#sound = wanted;
    this.#listen();
    if (wanted === 'on') await this.#options.monitor.resume();
  }

  /** Gives the place back. Without a line the page is done all the same; the server notices by itself. */
  async leave(): Promise<void> {
    await this.#attempts.ask(() => this.#line.call('people.leave', {}));
    this.#hasLeft = true;
    this.#rest();
  }

  /** Has the place here again, which another page took. */
  async takeOver(): Promise<void> {
    await this.#line.takeOver(() => Promise.resolve());
  }

  /** When the page is looked at again. */
  probe(): void {
    this.#line.probe();
  }

  /** On wake and `online`: the way to the server may be another one now. */
  handleNetworkChange(): void {
    this.probe();
    this.media.handleNetworkChange();
  }

  #handleOpened(opened: Opened): void {
    this.talk.handleOpened();
    this.chat.handleOpened();
    this.media.handleOpened(opened);
    this.#follow();
  }

  #handleEvent(logged: LoggedEvent): void {
    this.media.handleEvent(logged);
    this.#follow();
  }

  #handleTick(...tick: TickArguments): void {
    for (const part of [this.orders, this.chat, this.media]) part.handleTick(...tick);
  }

  #sinks(): CrewSinks {
    return {
      attach: (participantId, media, track) => {
        this.#ears.attach(participantId, media, track);
        // Whoever controls the show receives everybody's picture; this page shows only the program's.
        if (CREW_MEDIA[media] === 'video' && media !== 'return') this.media.tune(participantId, media, 'low', 'off');
      },
      detach: (participantId, media) => this.#ears.detach(participantId, media),
    };
  }

  #follow(): void {
    this.#listen();
    // The page of a phone that sleeps is frozen, and its person gone after a while.
    if (this.phase === 'ended') this.#letSleep();
    else this.#awake ??= this.#options.keepAwake();
  }

  #listen(): void {
    this.#ears.listen(this.#sound === 'on' ? this.crew : null);
  }

  /** Nothing is heard, and the screen may go dark. */
  #rest(): void {
    this.#ears.listen(null);
    this.#letSleep();
  }

  #letSleep(): void {
    this.#awake?.close();
    this.#awake = null;
  }
}
