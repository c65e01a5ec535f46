import type { ErrorCode } from '../../shared/errors.ts';
import type { ParticipantId, PictureId, ShowId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Currency } from '../../shared/money.ts';
import { CREW_MEDIA, type CrewMedia } from '../../shared/protocol/crew-media.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import type { Seat } from '../../shared/protocol/http.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { Result } from '../../shared/result.ts';
import { applyTold } from '../../shared/show/apply-told.ts';
import type { ShowCommandType } from '../../shared/show/command.ts';
import { participantOf, participantsOf, type CrewState } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { Participant } from '../../shared/show/participant.ts';
import { hasTill, isAllowed } from '../../shared/show/permissions.ts';
import { tallyOf, type Tally } from '../../shared/show/tally.ts';
import type { Monitor } from '../audio/monitor.ts';
import type { Connection, ConnectionHandlers, ConnectionState, Resume, TickArguments } from '../net/connection.ts';
import { Attempts } from './attempts.ts';
import type { CrewMediaLine, CrewSinks, OpenCrewMedia } from './crew-media.svelte.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import type { Clock } from '../platform/clock.ts';
import { GuestEars } from './guest-ears.ts';
import { OwnMedia } from './own-media.svelte.ts';
import { SellerTill } from './seller-till.svelte.ts';
import type { PersonDevices } from './person-devices.svelte.ts';
import { isReturnOld, programReturn, type RoomView } from './room-view.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { StaffChat } from './staff-chat.svelte.ts';
import { Talk } from './talk.svelte.ts';

export type GuestRoomPorts = {
  readonly connect: (
    makeOpenParams: (resume: Resume | null) => MethodParams<'session.open'>,
    handlers: ConnectionHandlers,
    scope: Scope,
  ) => Connection;
  readonly openMedia: OpenCrewMedia;
  readonly monitor: Monitor;
  readonly clock: Clock;
  /** Keeps the screen on until closed. */
  readonly keepAwake: () => Closable;
  /** Stores a picture for a product of this show. */
  readonly uploadPicture: (showId: ShowId, picture: Blob, signal: AbortSignal) => Promise<PictureId>;
  /** What a shop's table would put on a seller's shelf. */
  readonly previewShelf: (
    showId: ShowId,
    table: File,
    currency: Currency,
    signal: AbortSignal,
  ) => Promise<ShelfPreview>;
  readonly onProblem: (code: ErrorCode) => void;
};

type Options = GuestRoomPorts & {
  readonly seat: Seat;
  readonly devices: PersonDevices;
  /** The server will not have this page any more, or the person has left (null). */
  readonly onEnd: (code: ErrorCode | null) => void;
};

/** Somebody's place in the studio: backstage, and on stage while they are there. */
export class GuestRoom implements RoomView {
  readonly feed = new ShowFeed(applyTold);
  readonly talk: Talk;
  /** For those who look after the public chat. */
  readonly chat: StaffChat;
  readonly media: CrewMediaLine;
  /** What the person sends of themselves. */
  readonly own: OwnMedia;
  /** Of somebody who sells; null for everybody else. */
  readonly till: SellerTill | null;
  readonly seat: Seat;
  readonly #options: Options;
  readonly #attempts: Attempts;
  readonly #connection: Connection;
  readonly #ears: GuestEars;
  #selfId = $state.raw<ParticipantId | null>(null);
  #awake: Closable | null = null;
  #hasLeft = false;

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    this.seat = options.seat;
    this.#attempts = new Attempts(options.onProblem, scope);
    this.#ears = new GuestEars(options.monitor);
    this.#connection = options.connect((resume) => this.#openParams(resume), this.#handlers(), scope);
    const call: Connection['call'] = (method, params, signal) => this.#connection.call(method, params, signal);
    this.talk = new Talk({ feed: this.feed, call, attempts: this.#attempts, selfId: () => this.#selfId });
    const role = (): StudioRole | null => this.self?.role ?? null;
    this.chat = scope.use(new StaffChat({ ...options, feed: this.feed, call, attempts: this.#attempts, role }));
    this.media = options.openMedia(call, this.#sinks(), scope);
    this.own = new OwnMedia({ devices: options.devices, media: this.media, selfId: () => this.#selfId });
    this.till = hasTill(options.seat.role) ? this.#makeTill(call, scope) : null;
    scope.defer(() => this.#close());
  }

  get crew(): CrewState | null {
    return this.feed.show?.crew ?? null;
  }

  get selfId(): ParticipantId | null {
    return this.#selfId;
  }

  get self(): Participant | null {
    return this.crew && this.#selfId !== null ? participantOf(this.crew, this.#selfId) : null;
  }

  get people(): readonly Participant[] {
    return this.crew ? participantsOf(this.crew) : [];
  }

  get tally(): Tally {
    const { show } = this.feed;
    return show && this.#selfId !== null ? tallyOf(show, this.#selfId) : 'backstage';
  }

  get programReturn(): MediaStreamTrack | null {
    return programReturn(this);
  }

  get isReturnOld(): boolean {
    return isReturnOld(this);
  }

  may(command: ShowCommandType): boolean {
    return isAllowed(this.self?.role ?? this.seat.role, command);
  }

  /** Does something about somebody, as far as the role allows. */
  ask<Method extends MethodName>(method: Method, params: MethodParams<Method>): Promise<Result<unknown>> {
    return this.#attempts.attempt(() => this.#connection.call(method, params));
  }

  /** Ends the seat. Without a line the page leaves all the same; the server notices by itself. */
  async leave(): Promise<void> {
    this.#hasLeft = true;
    await this.#attempts.ask(() => this.#connection.call('people.leave', {}));
    this.#options.onEnd(null);
  }

  probe(): void {
    this.#connection.probe();
  }

  handleNetworkChange(): void {
    this.#connection.probe();
    this.media.handleNetworkChange();
  }

  #makeTill(call: Connection['call'], scope: Scope): SellerTill {
    const { clock, seat, uploadPicture, previewShelf } = this.#options;
    const [feed, attempts] = [this.feed, this.#attempts];
    return new SellerTill({
      ...{ feed, call, attempts, clock },
      self: () => this.self,
      uploadPicture: (picture) => attempts.ask(() => uploadPicture(seat.showId, picture, scope.signal)),
      previewTable: (...asked) => previewShelf(seat.showId, ...asked),
    });
  }

  #openParams(resume: Resume | null): MethodParams<'session.open'> {
    return { as: 'crew', version: PROTOCOL_VERSION, showId: this.seat.showId, resume };
  }

  #handlers(): ConnectionHandlers {
    return {
      onOpened: (opened) => this.#handleOpened(opened),
      onEvent: (logged) => this.#handleEvent(logged),
      onTick: (...tick) => this.#handleTick(...tick),
      onState: (state) => this.#handleState(state),
    };
  }

  #handleOpened(opened: Opened): void {
    assert(opened.self, 'whoever has a seat is somebody');
    this.#selfId = opened.self.participantId;
    this.feed.handleOpened(opened);
    this.talk.handleOpened();
    this.chat.handleOpened();
    this.media.handleOpened(opened);
    this.own.handleOpened(opened);
    this.#followStage();
  }

  #handleEvent(logged: LoggedEvent): void {
    this.feed.handleEvent(logged);
    this.media.handleEvent(logged);
    this.own.handleEvent(logged);
    this.#followStage();
  }

  #handleTick(...tick: TickArguments): void {
    const [type, data] = tick;
    if (type === 'watchers.counted') this.feed.handleWatchers(data.watchers);
    if (type === 'stock.counted') this.feed.handleStock(data.items);
    this.till?.handleTick(...tick);
    this.chat.handleTick(...tick);
    this.media.handleTick(...tick);
  }

  #handleState(state: ConnectionState): void {
    this.feed.handleLine(state);
    if (state.state === 'refused' && !this.#hasLeft) this.#options.onEnd(state.code);
  }

  #sinks(): CrewSinks {
    return {
      attach: (participantId, media, track) => {
        this.#ears.attach(participantId, media, track);
        // Whoever controls the show receives everybody's picture; this page shows only the program's.
        if (CREW_MEDIA[media] === 'video' && !this.#shows(media)) this.media.tune(participantId, media, 'low', 'off');
      },
      detach: (participantId, media) => this.#ears.detach(participantId, media),
    };
  }

  #shows(media: CrewMedia): boolean {
    return media === 'return' && this.seat.role !== 'camera';
  }

  /** A further angle hears nothing: its phone stands beside the host, and would be heard through the host's microphone. */
  #followStage(): void {
    const isAngle = this.seat.role === 'camera';
    this.#ears.listen(isAngle ? null : this.crew);
    // Backstage too: the page of a phone that sleeps is frozen, and its person gone after a while.
    const isNeeded = this.feed.show?.life.phase !== 'ended';
    if (isNeeded) this.#awake ??= this.#options.keepAwake();
    else this.#letSleep();
  }

  #letSleep(): void {
    this.#awake?.close();
    this.#awake = null;
  }

  #close(): void {
    this.own.close();
    this.#ears.listen(null);
    this.#letSleep();
  }
}
