import type { ParticipantId, SceneId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { Result } from '../../shared/result.ts';
import { cardOf } from '../../shared/scene/card.ts';
import type { StudioActor, StudioRole } from '../../shared/show/actor.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
import type { Mixer, MixerState } from '../audio/mixer.ts';
import type { Compositor } from '../compositor/compositor.ts';
import type { TickArguments } from '../net/connection.ts';
import { SOUND_BPS, videoBitrate } from '../publish/video-bitrate.ts';
import type { Air } from './air.svelte.ts';
import { Attempts } from './attempts.ts';
import type { Broadcast } from './broadcast.svelte.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import type { DeviceList } from './device-list.svelte.ts';
import type { Editor } from './editor.svelte.ts';
import type { GuestFaders } from './guest-faders.svelte.ts';
import type { Health } from './health.svelte.ts';
import { Invites } from './invites.svelte.ts';
import { measureLine, type LineMeasure } from './line-measure.ts';
import { Orders } from './orders.svelte.ts';
import type { OwnMedia } from './own-media.svelte.ts';
import type { PictureMedia } from './picture-demand.ts';
import type { KeptImage } from './pictures.ts';
import { Production } from './production.svelte.ts';
import { ProgramOutput } from './program-output.ts';
import { SharedProduction } from './shared-production.svelte.ts';
import type { ShowFeed } from './show-feed.svelte.ts';
import type { SourceRack } from './source-rack.svelte.ts';
import { StudioLine } from './studio-line.svelte.ts';
import { StudioMedia } from './studio-media.ts';
import type { Stamp, StudioOptions } from './studio-options.ts';
import { StudioPeople } from './studio-people.svelte.ts';
import { StudioShelf } from './studio-shelf.ts';
import { StaffChat } from './staff-chat.svelte.ts';
import { Talk } from './talk.svelte.ts';
import { Talkback } from './talkback.svelte.ts';

/** A page that controls the show: joins what makes the program, the line to the server and the broadcast, which know nothing of each other. */
export class Studio {
  /** Whether it is the host's own page, or that of somebody who came by a link. */
  readonly as: StudioOptions['as'];
  readonly health: Health;
  readonly feed: ShowFeed;
  readonly editor: Editor;
  readonly air: Air;
  readonly rack: SourceRack;
  readonly broadcast: Broadcast;
  readonly devices: DeviceList;
  readonly compositor: Compositor;
  readonly mixer: Mixer;
  readonly people: StudioPeople;
  readonly talk: Talk;
  readonly chat: StaffChat;
  readonly talkback: Talkback;
  readonly shelf: StudioShelf;
  readonly invites: Invites;
  readonly guestFaders: GuestFaders;
  readonly orders: Orders;
  readonly shared: SharedProduction;
  readonly #options: StudioOptions;
  readonly #scope: Scope;
  readonly #attempts: Attempts;
  readonly #production: Production;
  readonly #line: StudioLine;
  readonly #media: StudioMedia;
  readonly #output: ProgramOutput;

  constructor(options: StudioOptions, scope: Scope) {
    this.#options = options;
    this.as = options.as;
    this.#scope = scope;
    this.#attempts = new Attempts(options.onProblem, scope);
    this.#production = new Production(
      {
        ...options,
        isOnAir: () => this.isOnAir,
        onStats: (stats) => this.#output.handleStats(stats),
        onMark: (mark) => this.#line.handleMark(mark),
        onContentHint: (hint) => this.broadcast.publisher?.setContentHint(hint),
        onProgram: () => this.#media.follow(),
        onTracks: () => this.#media.handleTracks(),
        onEdited: (document) => this.shared.handleEdited(document),
        onTaken: (taken) => this.shared.handleTaken(taken),
        confirmed: () => this.shared.confirmed,
        tellFader: (participantId, faderDb) => this.#does('people.setFader', { participantId, faderDb }),
      },
      scope,
    );
    const { editor, air, rack, devices, compositor, mixer, guestFaders } = this.#production;
    this.editor = editor;
    this.air = air;
    this.rack = rack;
    this.devices = devices;
    this.compositor = compositor;
    this.mixer = mixer;
    this.guestFaders = guestFaders;
    this.#output = this.#makeOutput();
    this.health = this.#output.health;
    this.broadcast = this.#output.broadcast;
    this.#line = this.#makeLine();
    const { feed, call } = this.#line;
    this.feed = feed;
    this.people = new StudioPeople({ feed, does: (method, params) => this.#does(method, params) });
    this.talk = new Talk({ feed, call, attempts: this.#attempts, selfId: () => this.selfId });
    const role = (): StudioRole | null => this.self?.role ?? null;
    this.chat = scope.use(new StaffChat({ ...options, feed, call, attempts: this.#attempts, role }));
    this.shelf = new StudioShelf({
      feed,
      sets: { call, attempts: this.#attempts },
      does: (method, params) => this.#does(method, params),
      uploadPicture: (picture) => this.#attempts.ask(() => options.uploadPicture(picture, scope.signal)),
    });
    this.invites = new Invites({ call, attempts: this.#attempts });
    this.orders = new Orders({ call, attempts: this.#attempts, clock: options.clock });
    const [crew, selfId] = [() => this.people.crew, () => this.selfId];
    const [production, attempts] = [this.#production, this.#attempts];
    this.shared = scope.use(new SharedProduction({ ...options, production, attempts, call, crew, selfId }));
    this.#media = this.#makeMedia();
    this.talkback = scope.use(new Talkback({ ...options, media: this.crewMedia, crew, selfId }));
    void options.person?.start();
  }

  /** What the people in the studio send to this page, and it to them. */
  get crewMedia(): CrewMediaLine {
    return this.#media.line;
  }

  /** What this page's person sends of themselves; null where that is in the document (the host's), or nothing (a producer's). */
  get own(): OwnMedia | null {
    return this.#media.own;
  }

  /** A tile shows somebody's picture until the function that this gives is called: what nobody sees does not flow. */
  lookAt(participantId: ParticipantId, media: PictureMedia): () => void {
    return this.#media.look(participantId, media);
  }

  /** This page's own person, as their tile shows them; null while there is no picture of them. */
  ownPicture(media: PictureMedia): MediaStreamTrack | null {
    return this.#media.ownPicture(media);
  }

  /** How loud somebody's voice is now, in dBFS; −∞ while nothing of it comes. Not reactive. */
  levelDb(participantId: ParticipantId): number {
    return this.#media.levelDb(participantId);
  }

  /** Whose page this is; null before it is known. */
  get self(): StudioActor | null {
    return this.#line.self;
  }

  get selfId(): ParticipantId | null {
    return this.self?.participantId ?? null;
  }

  /** Whether the program is this page's to make; any other shows it, and sends nothing of it. */
  get makesProgram(): boolean {
    return this.#line.makesProgram;
  }

  get phase(): ShowPhase {
    return this.#line.phase;
  }

  /** Whether the show is on air, from this page or another; not in one that has been replaced. */
  get isOnAir(): boolean {
    return this.#line.isOnAir;
  }

  /** Whether the host has yet to say how a new show starts; until then no device is asked for. */
  get isWelcoming(): boolean {
    return this.#production.isWelcoming;
  }

  /** Whether this page has yet to get the document, which another page brings. */
  get isWaiting(): boolean {
    return this.#production.isWaiting;
  }

  /** Whether the mix is heard; browsers hold it back until a gesture or an open microphone. */
  get sound(): MixerState {
    return this.#production.sound;
  }

  /** Server's clock minus the page's, as far as it is known: the log's times are the server's. */
  get serverOffsetMs(): number {
    return this.#line.serverOffsetMs;
  }

  get stamp(): Stamp {
    return this.#production.stamp;
  }

  setStamp(stamp: Stamp): void {
    this.#production.setStamp(stamp);
  }

  /** Starts a new show with the browser's camera and microphone; the browser asks for permission now. */
  startWithDevices(): void {
    this.#production.startWithDevices();
  }

  /** Starts a new show with a test pattern named `name` instead of devices; nothing is asked for. */
  startWithTestPattern(name: string): void {
    this.#production.startWithTestPattern(name);
  }

  /** A small picture of a scene as it would be on air, for its thumbnail; the caller closes it. */
  thumbnail(sceneId: SceneId, widthPx: number): Promise<ImageBitmap> {
    return this.compositor.requestThumbnail(sceneId, widthPx);
  }

  takeScene(sceneId: SceneId): void {
    this.#production.takeScene(sceneId);
  }

  /**
   * Starts the show, or goes back on air when its broadcast has failed. Call it from a gesture, which also lets the mix be heard.
   * When it did not work, `broadcast.state` says why.
   */
  async goLive(): Promise<void> {
    const { broadcast } = this;
    // Not waited for: where the browser holds sound back, the show starts without it, and the mixer says so.
    void this.resumeSound();
    await this.#attempts.attempt(() => (this.isOnAir ? broadcast.tryAgain() : broadcast.goLive()));
  }

  /** The host has changed their mind while `goLive` was still at it. */
  cancelGoLive(): Promise<void> {
    return this.broadcast.cancel();
  }

  /** Lets the mix be heard; call it from a gesture. */
  async resumeSound(): Promise<void> {
    await Promise.all([this.mixer.resume(), this.#options.monitor.resume()]);
  }

  /** What the program may use of the line, in bits a second. */
  get programBps(): number {
    return videoBitrate(this.editor.document.format).maxBps + SOUND_BPS;
  }

  /** How the line to the server answers, and how much it carries, for the check before going live. */
  measureLine(signal: AbortSignal): Promise<Result<LineMeasure>> {
    const ping = (): Promise<unknown> => this.#line.call('clock.ping', {}, signal);
    const load = (bytes: Uint8Array<ArrayBuffer>): Promise<void> => this.#options.loadUplink(bytes, signal);
    return this.#attempts.ask(() => measureLine({ ping, load, nowMs: this.#options.nowMs }));
  }

  async endShow(): Promise<void> {
    await this.#attempts.attempt(() => this.broadcast.end());
  }

  /** Lets somebody else's page make the program, who stands by, or takes it back: whether the server did it. */
  handOver(participantId: ParticipantId): Promise<boolean> {
    return this.#does('production.handOver', { participantId });
  }

  async renameShow(title: string): Promise<void> {
    await this.#does('show.rename', { title });
  }

  /** Keeps a picture file for image layers; null when that did not work, which the host has been told. */
  async keepImage(file: Blob): Promise<KeptImage | null> {
    const kept = await this.#attempts.attempt(() => this.#production.keepImage(file));
    return kept.ok ? kept.value : null;
  }

  /** Replaces the studio page that holds this show elsewhere, and goes on with what that one kept. */
  async takeOver(): Promise<void> {
    await this.#line.takeOver(async () => {
      const draft = await this.#options.loadDraft();
      if (draft) this.shared.restart(draft);
      this.#production.comeBack(draft);
      void this.own?.devices.start();
    });
  }

  /** Something was plugged in or out. */
  async refreshDevices(): Promise<void> {
    await Promise.all([this.#production.refreshDevices(), this.own?.devices.refresh()]);
  }

  /** When the page is looked at again. */
  probe(): void {
    this.#line.probe();
    void this.own?.devices.recover();
  }

  /** On wake and `online`: the way to the server may be another one now. */
  handleNetworkChange(): void {
    this.probe();
    this.broadcast.publisher?.handleNetworkChange();
    this.#media.handleNetworkChange();
  }

  /** The person reads another language now, and so does who sees the card on air. */
  handleLanguage(): void {
    this.#followShow();
  }

  /** Made before the line, and so closed after it: a page that is reloaded on air says no farewell to its program. */
  #makeOutput(): ProgramOutput {
    const standing = () => {
      const { phase, isOnAir, makesProgram, selfId } = this;
      return { phase, isOnAir, makesProgram, selfId, crew: this.people.crew };
    };
    return new ProgramOutput(
      {
        ...this.#options,
        production: this.#production,
        attempts: this.#attempts,
        call: (method, params, signal) => this.#line.call(method, params, signal),
        standing,
      },
      this.#scope,
    );
  }

  #makeMedia(): StudioMedia {
    return new StudioMedia(
      {
        ...this.#options,
        production: this.#production,
        call: this.#line.call,
        selfId: () => this.selfId,
        makesProgram: () => this.makesProgram,
        crew: () => this.people.crew,
        serverNowMs: () => this.#options.nowMs() + this.serverOffsetMs,
      },
      this.#scope,
    );
  }

  #makeLine(): StudioLine {
    return new StudioLine(
      {
        ...this.#options,
        attempts: this.#attempts,
        onOpened: (opened) => this.#handleOpened(opened),
        onEvent: (logged) => this.#handleEvent(logged),
        onTick: (...tick) => this.#handleTick(...tick),
        onRefused: () => this.#handleRefused(),
      },
      this.#scope,
    );
  }

  #handleOpened(opened: Opened): void {
    this.talk.handleOpened();
    this.chat.handleOpened();
    this.guestFaders.follow(this.people.crew);
    this.guestFaders.tellAgain();
    this.shared.handleOpened(opened);
    this.#media.handleOpened(opened);
    this.#followShow();
    this.#output.handleOpened(opened);
  }

  #handleEvent(logged: LoggedEvent): void {
    this.invites.handleEvent(logged);
    this.guestFaders.follow(this.people.crew);
    this.shared.handleEvent(logged);
    this.#media.handleEvent(logged);
    this.talkback.follow();
    this.#followShow();
    this.#output.handleEvent(logged.event);
  }

  #handleTick(...tick: TickArguments): void {
    for (const part of [this.orders, this.chat, this.#media, this.#output]) part.handleTick(...tick);
  }

  #handleRefused(): void {
    this.#production.leave();
    this.own?.devices.stop();
    this.#media.follow();
    this.#output.handleRefused();
  }

  /** Brings the card and the comment on air, and pictures, in line with the log. */
  #followShow(): void {
    this.#production.followPictures(this.feed.items.map(({ pictureId }) => pictureId));
    this.air.setComment(this.feed.show?.chat.onAir ?? null);
    const callout = this.feed.show?.callout;
    const item = this.feed.explained;
    if (callout && item) this.air.showCallout(callout.id, item.id, cardOf(item, this.#options.cardWords()));
    else this.air.hideCallout();
  }

  /** Whether the server did it; a refusal has been told to the host. */
  async #does<Method extends MethodName>(method: Method, params: MethodParams<Method>): Promise<boolean> {
    return (await this.#attempts.attempt(() => this.#line.call(method, params))).ok;
  }
}
