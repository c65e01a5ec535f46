import { AppError } from '../../shared/errors.ts';
import type { ItemId, PictureId, SceneId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Opened } from '../../shared/protocol/methods.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { cardOf } from '../../shared/scene/card.ts';
import { contentHint } from '../../shared/scene/content-hint.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { mix, programGain } from '../../shared/scene/mix.ts';
import { withTestPattern } from '../../shared/scene/templates.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ItemFacts } from '../../shared/show/item.ts';
import type { ProgramMark, ShowPhase } from '../../shared/show/state.ts';
import type { Mixer, MixerState } from '../audio/mixer.ts';
import type { Compositor, CompositorEvent } from '../compositor/compositor.ts';
import type { Connection, ConnectionState, TickArguments } from '../net/connection.ts';
import type { Publisher, PublisherHandlers, PublisherPorts } from '../publish/publisher.ts';
import { Air } from './air.svelte.ts';
import { Broadcast } from './broadcast.svelte.ts';
import { DeviceList } from './device-list.svelte.ts';
import { Editor } from './editor.svelte.ts';
import { Health } from './health.svelte.ts';
import { measureLine, type LineMeasure } from './line-measure.ts';
import { publishCalls } from './publish-calls.ts';
import { Pictures, type KeptImage } from './pictures.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { SourceRack } from './source-rack.svelte.ts';
import type { Stamp, StudioOptions } from './studio-options.ts';

/** The host's page: joins the document, the program, the sources, the show's log and the broadcast, which know nothing of each other. */
export class Studio {
  readonly feed = new ShowFeed();
  readonly health = new Health();
  readonly editor: Editor;
  readonly air: Air;
  readonly rack: SourceRack;
  readonly broadcast: Broadcast;
  readonly devices: DeviceList;
  readonly compositor: Compositor;
  readonly mixer: Mixer;
  readonly #options: StudioOptions;
  readonly #scope: Scope;
  readonly #pictures: Pictures;
  #line: { readonly scope: Scope; readonly connection: Connection };
  #newestMark: ProgramMark | null = null;
  #isWelcoming = $state.raw(false);
  #stamp = $state.raw<Stamp>('off');
  #sound = $state.raw<MixerState>('suspended');
  #serverOffsetMs = $state.raw(0);

  constructor(options: StudioOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    const { document, onAirSceneId } = options.draft;
    this.#isWelcoming = options.begin === 'welcome';
    this.#stamp = options.stamp;
    this.mixer = options.mixer;
    this.#sound = options.mixer.state;
    options.mixer.onState((state) => (this.#sound = state));
    this.compositor = scope.use(options.openCompositor(document.format, (event) => this.#handleCompositor(event)));
    this.#pictures = new Pictures(options, this.compositor, scope.signal);
    this.devices = new DeviceList(options.listDevices);
    this.air = new Air({ sceneId: onAirSceneId, nowMs: options.nowMs, onChange: () => this.#handleProgram() });
    this.editor = new Editor({
      document,
      onAirSceneId: () => (this.isOnAir ? this.air.sceneId : null),
      onChange: (changed) => this.#handleDocument(changed),
    });
    this.rack = scope.use(this.#makeRack());
    this.broadcast = scope.use(this.#makeBroadcast());
    this.#line = this.#openLine('ask');
    this.#handleDocument(document);
    void this.#pictures.loadAssets(document);
    void this.refreshDevices();
  }

  get phase(): ShowPhase {
    return this.feed.show?.life.phase ?? 'draft';
  }

  /** Whether the show is on air as far as viewers are concerned. */
  get isOnAir(): boolean {
    return this.phase === 'live' || this.phase === 'interrupted';
  }

  /** Whether the host has yet to say how a new show starts; until then no device is asked for. */
  get isWelcoming(): boolean {
    return this.#isWelcoming;
  }

  /** Whether the mix is heard; browsers hold it back until a gesture or an open microphone. */
  get sound(): MixerState {
    return this.#sound;
  }

  /** Server's clock minus the page's, as far as it is known: the log's times are the server's. */
  get serverOffsetMs(): number {
    return this.#serverOffsetMs;
  }

  get stamp(): Stamp {
    return this.#stamp;
  }

  setStamp(stamp: Stamp): void {
    this.#stamp = stamp;
    this.compositor.setStamp(stamp);
  }

  /** Starts a new show with the browser's camera and microphone; the browser asks for permission now. */
  startWithDevices(): void {
    this.#isWelcoming = false;
    this.#handleDocument(this.editor.document);
  }

  /** Starts a new show with a test pattern named `name` instead of devices; nothing is asked for. */
  startWithTestPattern(name: string): void {
    const pattern = { name, random: this.#options.random };
    this.#isWelcoming = false;
    this.editor.edit('source.add', (document) => ok(withTestPattern(document, pattern)), 'ignore');
  }

  /** A small picture of a scene as it would be on air, for its thumbnail; the caller closes it. */
  thumbnail(sceneId: SceneId, widthPx: number): Promise<ImageBitmap> {
    return this.compositor.requestThumbnail(sceneId, widthPx);
  }

  takeScene(sceneId: SceneId): void {
    this.air.take(sceneId, this.editor.document.transition);
    this.editor.select(null);
  }

  /** Call it from a gesture. When it did not work, `broadcast.state` says why. */
  async goLive(): Promise<void> {
    await this.#attempt(async () => {
      await this.mixer.resume();
      await this.broadcast.goLive();
    });
  }

  /** Lets the mix be heard; call it from a gesture. */
  resumeSound(): Promise<void> {
    return this.mixer.resume();
  }

  /** How the line to the server answers, for the check before going live. */
  measureLine(signal: AbortSignal): Promise<Result<LineMeasure>> {
    return this.#ask(() => measureLine(() => this.#call('clock.ping', {}, signal), this.#options.nowMs));
  }

  /** The picture for an item's facts. A refusal belongs beside the field where the picture was chosen. */
  uploadPicture(picture: Blob): Promise<Result<PictureId>> {
    return this.#ask(() => this.#options.uploadPicture(picture, this.#scope.signal));
  }

  async endShow(): Promise<void> {
    await this.#attempt(() => this.broadcast.end());
  }

  async renameShow(title: string): Promise<void> {
    await this.#attempt(() => this.#call('show.rename', { title }));
  }

  /** Whether the item was taken; a refusal has been told to the host. */
  addItem(facts: ItemFacts): Promise<boolean> {
    return this.#attempt(() => this.#call('shelf.add', { facts }));
  }

  changeItem(itemId: ItemId, facts: ItemFacts): Promise<boolean> {
    return this.#attempt(() => this.#call('shelf.change', { itemId, facts }));
  }

  moveItem(itemId: ItemId, toIndex: number): Promise<boolean> {
    return this.#attempt(() => this.#call('shelf.move', { itemId, toIndex }));
  }

  removeItem(itemId: ItemId): Promise<boolean> {
    return this.#attempt(() => this.#call('shelf.remove', { itemId }));
  }

  explain(itemId: ItemId): Promise<boolean> {
    return this.#attempt(() => this.#call('callout.open', { itemId }));
  }

  async stopExplaining(): Promise<void> {
    const callout = this.feed.show?.callout;
    if (callout) await this.#attempt(() => this.#call('callout.close', { calloutId: callout.id }));
  }

  /** Keeps a picture file for image layers; null when that did not work, which the host has been told. */
  async keepImage(file: Blob): Promise<KeptImage | null> {
    const kept: KeptImage[] = [];
    await this.#attempt(async () => kept.push(await this.#pictures.keep(file)));
    return kept[0] ?? null;
  }

  /** Replaces the studio page that holds this show elsewhere, and goes on with what that one kept. */
  async takeOver(): Promise<void> {
    await this.#line.scope.close();
    const draft = await this.#options.loadDraft();
    if (draft) {
      this.#isWelcoming = false;
      this.editor.replace(draft.document);
      this.air.take(draft.onAirSceneId, { kind: 'cut' });
      void this.#pictures.loadAssets(draft.document);
    }
    this.#line = this.#openLine('take-over');
  }

  async refreshDevices(): Promise<void> {
    this.rack.handleDevices(await this.devices.refresh());
  }

  /** On wake, `online` and `visible`. */
  probe(): void {
    this.#line.connection.probe();
    void this.broadcast.publisher?.handleNetworkChange();
  }

  #makeRack(): SourceRack {
    const { mixer, compositor } = this;
    return new SourceRack({
      open: this.#options.openSource,
      sinks: {
        attachVideo: (sourceId, track) => compositor.attach(sourceId, track),
        detachVideo: (sourceId, reason) => compositor.detach(sourceId, reason),
        attachAudio: (sourceId, track) => mixer.attach(sourceId, track),
        detachAudio: (sourceId) => mixer.detach(sourceId),
      },
      log: this.#options.log,
      onPermission: () => void this.devices.refresh(),
    });
  }

  #makeBroadcast(): Broadcast {
    return new Broadcast(
      {
        publish: (scope, onState) => this.#publish(scope, onState),
        startShow: () => this.#call('show.start', {}),
        endShow: () => this.#call('show.end', {}),
        onSending: () => this.#sendMark(),
        log: this.#options.log,
      },
      this.#scope,
    );
  }

  #publish(scope: Scope, onState: PublisherHandlers['onState']): Promise<Publisher> {
    const ports: PublisherPorts = {
      video: this.compositor.track,
      audio: this.mixer.track,
      format: this.editor.document.format,
      contentHint: contentHint(this.editor.document, this.air.program),
      ...publishCalls(this.#call),
    };
    scope.defer(() => this.health.handleOff());
    return this.#options.publish(ports, { onState, onHealth: (health) => this.health.handlePublisher(health) }, scope);
  }

  #openLine(claim: 'ask' | 'take-over'): { readonly scope: Scope; readonly connection: Connection } {
    const scope = this.#scope.child();
    const connection = this.#options.connect(
      (resume) => ({ as: 'studio', version: 1, showId: this.#options.showId, resume, claim }),
      {
        onOpened: (opened) => this.#handleOpened(opened),
        onEvent: (logged) => this.#handleEvent(logged),
        onTick: (...tick) => this.#handleTick(...tick),
        onState: (state) => this.#handleLine(state),
        onClock: (serverOffsetMs) => void this.#tellClock(serverOffsetMs),
      },
      scope,
    );
    return { scope, connection };
  }

  #handleOpened(opened: Opened): void {
    this.feed.handleOpened(opened);
    this.#handleShow();
    this.#sendMark();
    void this.#attempt(() => this.broadcast.handleOpened(opened, this.phase));
  }

  #handleLine(state: ConnectionState): void {
    this.feed.handleLine(state);
    if (state.state === 'refused') void this.broadcast.handleEnded();
    const offsetMs = state.state === 'open' ? this.#line.connection.serverOffsetMs : null;
    if (offsetMs !== null) void this.#tellClock(offsetMs);
  }

  #handleEvent(logged: LoggedEvent): void {
    this.feed.handleEvent(logged);
    if (logged.event.type === 'show.ended') void this.broadcast.handleEnded();
    if (logged.event.type === 'show.resumed') this.#sendMark();
    this.#handleShow();
  }

  #handleTick(...[type, data]: TickArguments): void {
    switch (type) {
      case 'watchers.counted':
        return this.feed.handleWatchers(data.watchers);
      case 'latency.measured':
        // The last reports of a show that ended say nothing about the next one.
        if (this.isOnAir) this.health.handleLatency(data);
        return;
      case 'publish.lost':
        void this.#attempt(() => this.broadcast.handleLost());
        return;
      case 'watch.offered':
      case 'watch.lost':
      case 'clock.changed':
        return;
    }
  }

  /** Brings the card on air and its pictures in line with the log. */
  #handleShow(): void {
    this.#pictures.follow(this.feed.items.map(({ pictureId }) => pictureId));
    const callout = this.feed.show?.callout;
    const item = this.feed.explained;
    if (callout && item) this.air.showCallout(callout.id, item.id, cardOf(item, this.#options.cardWords()));
    else this.air.hideCallout();
  }

  #handleDocument(document: SceneDocument): void {
    if (!document.sceneIds.includes(this.air.sceneId)) {
      const [first] = document.sceneIds;
      if (first) this.air.take(first, { kind: 'cut' });
    }
    this.compositor.setFormat(document.format);
    this.compositor.setDocument(document);
    if (!this.#isWelcoming) this.rack.follow(document);
    this.#handleProgram();
  }

  #handleProgram(): void {
    const { document } = this.editor;
    const { program } = this.air;
    this.compositor.setProgram(program);
    this.#applyMix();
    this.broadcast.publisher?.setContentHint(contentHint(document, program));
    // A page that was replaced must not overwrite what its successor keeps.
    const isOurs = !this.#isWelcoming && this.feed.refusal === null;
    if (isOurs) this.#options.save({ document, onAirSceneId: program.sceneId });
  }

  #applyMix(): void {
    const { document } = this.editor;
    this.mixer.setGains(mix(document, this.air.program));
    this.mixer.setProgram({
      gain: programGain(document),
      limiter: document.programAudio.isLimited ? 'on' : 'off',
    });
  }

  #handleCompositor(event: CompositorEvent): void {
    switch (event.type) {
      case 'stats':
        return this.health.handleCompositor(event.stats, this.#options.nowMs());
      case 'mark':
        this.#newestMark = event.mark;
        return this.#sendMark();
      case 'crashed':
        return this.#options.log.error({}, 'compositor restarted');
      case 'source-stalled':
        return this.#options.log.warn({ sourceId: event.sourceId }, 'source stalled');
      case 'image-unreadable':
        return this.#options.onProblem('image.unreadable');
    }
  }

  #sendMark(): void {
    const mark = this.#newestMark;
    if (mark && this.isOnAir) void this.#ask(() => this.#call('program.mark', { mark }));
  }

  async #tellClock(serverOffsetMs: number): Promise<void> {
    this.#serverOffsetMs = serverOffsetMs;
    await this.#ask(() => this.#call('studio.clock', { offsetMs: -serverOffsetMs }));
  }

  #call: Connection['call'] = (method, params, signal) => this.#line.connection.call(method, params, signal);

  /** Once the page closes, failures are refusals that nobody hears. */
  async #ask<Value>(action: () => Promise<Value>): Promise<Result<Value>> {
    try {
      return ok(await action());
    } catch (error) {
      if (error instanceof AppError) return refuse(error.code);
      if (this.#scope.isClosed) return refuse('net.unreachable');
      throw error;
    }
  }

  /** Does what the host asked for and tells the host when it did not work. */
  async #attempt(action: () => Promise<unknown>): Promise<boolean> {
    const done = await this.#ask(action);
    if (!done.ok && !this.#scope.isClosed) this.#options.onProblem(done.error.code);
    return done.ok;
  }
}
