import type { PictureId, ParticipantId, SceneId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import { ok } from '../../shared/result.ts';
import { contentHint } from '../../shared/scene/content-hint.ts';
import type { SceneDocument, TransitionChoice } from '../../shared/scene/document.ts';
import { mix, programGain } from '../../shared/scene/mix.ts';
import { withTestPattern } from '../../shared/scene/templates.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import type { Mixer, MixerState } from '../audio/mixer.ts';
import type { Compositor, CompositorEvent } from '../compositor/compositor.ts';
import type { CompositorStats } from '../compositor/messages.ts';
import { Air } from './air.svelte.ts';
import { DeviceList } from './device-list.svelte.ts';
import { Editor, type ChangedBy } from './editor.svelte.ts';
import { GuestFaders } from './guest-faders.svelte.ts';
import { Pictures, type KeptImage, type PicturesOptions } from './pictures.ts';
import { SourceRack, type SourceSinks } from './source-rack.svelte.ts';
import type { Stamp, StudioDraft, StudioOptions } from './studio-options.ts';

type Options = PicturesOptions &
  Pick<
    StudioOptions,
    | 'as'
    | 'draft'
    | 'begin'
    | 'stamp'
    | 'openCompositor'
    | 'mixer'
    | 'openSource'
    | 'listDevices'
    | 'save'
    | 'nowMs'
    | 'clock'
    | 'onProblem'
  > & {
    readonly isOnAir: () => boolean;
    readonly onStats: (stats: CompositorStats) => void;
    readonly onMark: (mark: ProgramMark) => void;
    readonly onContentHint: (hint: 'motion' | 'detail') => void;
    /** The document, or what is on air of it, has changed. */
    readonly onProgram: () => void;
    /** Other sources are open than before. */
    readonly onTracks: () => void;
    /** The document has changed by what was done in this page, or this page begins to work on it. */
    readonly onEdited: (document: SceneDocument) => void;
    /** A scene was taken in this page. */
    readonly onTaken: (taken: Taken) => void;
    /** Puts a guest's fader into the log; says whether it is there. */
    readonly tellFader: (participantId: ParticipantId, faderDb: number | null) => Promise<boolean>;
    /** What the show's log has, while it lacks something of what this page has; null when it has everything. */
    readonly confirmed: () => StudioDraft['confirmed'];
  };

export type Taken = { readonly sceneId: SceneId; readonly transition: TransitionChoice };

const CUT = { kind: 'cut' } as const;

/**
 * `welcome`: the host has yet to say how a new show starts, so no device is asked for and nothing is kept. `waiting`: the
 * document is others' to bring. `away`: another page has the show; its devices are free, and what it keeps must not be
 * overwritten.
 */
type Mode = 'welcome' | 'waiting' | 'working' | 'away';

const FIRST_MODE: Record<StudioOptions['begin'], Mode> = { welcome: 'welcome', 'at-once': 'working', wait: 'waiting' };

/** What makes the program in this page: the document, what is on air of it, and the engines that follow both. */
export class Production {
  readonly editor: Editor;
  readonly air: Air;
  readonly rack: SourceRack;
  readonly devices: DeviceList;
  readonly compositor: Compositor;
  readonly mixer: Mixer;
  /** Compositor and mixer, as far as sources go there. */
  readonly sinks: SourceSinks;
  readonly guestFaders: GuestFaders;
  readonly #options: Options;
  readonly #pictures: Pictures;
  /** What was saved last, or what this page began with; null for a new show. */
  #kept: StudioDraft | null;
  #mode = $state.raw<Mode>('working');
  #stamp = $state.raw<Stamp>('off');
  #sound = $state.raw<MixerState>('suspended');

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    const { document, onAirSceneId } = options.draft;
    const { clock, tellFader } = options;
    this.guestFaders = new GuestFaders({ onChange: () => this.#applyProgram(), tell: tellFader, clock });
    this.#kept = options.begin === 'at-once' ? options.draft : null;
    this.#mode = FIRST_MODE[options.begin];
    this.#stamp = options.stamp;
    this.mixer = options.mixer;
    this.#sound = options.mixer.state;
    options.mixer.onState((state) => (this.#sound = state));
    this.compositor = scope.use(options.openCompositor(document.format, (event) => this.#handleCompositor(event)));
    this.#pictures = new Pictures(options, this.compositor, scope.signal);
    this.sinks = makeSinks(this.compositor, this.mixer);
    this.devices = new DeviceList(options.listDevices);
    this.air = new Air({ sceneId: onAirSceneId, nowMs: options.nowMs, onChange: () => this.#handleProgram() });
    this.editor = new Editor({
      document,
      onAirSceneId: () => (options.isOnAir() ? this.air.sceneId : null),
      onChange: (changed, by) => this.#handleDocument(changed, by),
    });
    this.rack = scope.use(this.#makeRack());
    this.#applyDocument(document);
    this.#applyProgram();
    void this.#pictures.loadAssets(document);
    void this.refreshDevices();
  }

  get isWelcoming(): boolean {
    return this.#mode === 'welcome';
  }

  /** Whether the document is not there yet: what is shown until then is nobody's. */
  get isWaiting(): boolean {
    return this.#mode === 'waiting';
  }

  /** Whether another page makes the program of this show now. */
  get isAway(): boolean {
    return this.#mode === 'away';
  }

  get stamp(): Stamp {
    return this.#stamp;
  }

  get sound(): MixerState {
    return this.#sound;
  }

  /** What the encoder should favor now. */
  get contentHint(): 'motion' | 'detail' {
    return contentHint(this.editor.document, this.air.program);
  }

  setStamp(stamp: Stamp): void {
    this.#stamp = stamp;
    this.compositor.setStamp(stamp);
  }

  startWithDevices(): void {
    this.#work();
  }

  startWithTestPattern(name: string): void {
    const pattern = { name, random: this.#options.random };
    this.editor.edit('source.add', (document) => ok(withTestPattern(document, pattern)), 'ignore');
    this.#work();
  }

  takeScene(sceneId: SceneId): void {
    this.#take({ sceneId, transition: this.editor.document.transition });
    this.editor.select(null);
  }

  /** Shows the scene that others have taken. */
  followTaken({ sceneId, transition }: Taken): void {
    if (sceneId === this.air.sceneId) return;
    this.air.take(sceneId, transition);
    this.editor.select(null);
  }

  /** Works on the document of the log from now on. */
  join(): void {
    void this.#pictures.loadAssets(this.editor.document);
    if (this.#mode === 'welcome' || this.#mode === 'waiting') this.#work();
  }

  async keepImage(file: Blob): Promise<KeptImage> {
    return this.#pictures.keep(file);
  }

  followPictures(pictureIds: readonly (PictureId | null)[]): void {
    this.#pictures.follow(pictureIds);
  }

  async refreshDevices(): Promise<void> {
    this.rack.handleDevices(await this.devices.refresh());
  }

  /** Lets go of the devices, for the page that has the show now. */
  leave(): void {
    if (this.#mode === 'welcome') return;
    this.#mode = 'away';
    this.rack.release();
  }

  /** Goes on with what the other page kept, or where this one left when there is nothing. */
  comeBack(draft: StudioDraft | null): void {
    if (draft) {
      this.#mode = 'working';
      this.editor.replace(draft.document);
      this.air.take(draft.onAirSceneId, CUT);
      void this.#pictures.loadAssets(draft.document);
    } else if (this.#mode === 'away') {
      this.#work();
    }
  }

  /** Keeps the draft as it is now, if that is something else than before. Who is on stage, and a callout, are the show's to keep. */
  save(): void {
    if (this.#mode !== 'working' || this.#options.begin === 'wait') return;
    const confirmed = this.#options.confirmed();
    const draft = { document: this.editor.document, onAirSceneId: this.air.sceneId, confirmed };
    if (this.#kept && isSameDraft(draft, this.#kept)) return;
    this.#kept = draft;
    this.#options.save(draft);
  }

  #makeRack(): SourceRack {
    return new SourceRack({
      open: this.#options.openSource,
      devices: this.#options.as === 'studio' ? 'here' : 'elsewhere',
      sinks: this.sinks,
      log: this.#options.log,
      onPermission: () => void this.devices.refresh(),
      onTracks: this.#options.onTracks,
    });
  }

  #handleCompositor(event: CompositorEvent): void {
    const { log, onStats, onMark, onProblem } = this.#options;
    switch (event.type) {
      case 'stats':
        return onStats(event.stats);
      case 'mark':
        return onMark(event.mark);
      case 'crashed':
        return log.error({}, 'compositor restarted');
      case 'source-pace':
        log.info({ sourceId: event.sourceId, pace: event.pace }, 'source pace');
        return this.rack.handlePace(event.sourceId, event.pace);
      case 'image-unreadable':
        return onProblem('image.unreadable');
    }
  }

  #work(): void {
    this.#mode = 'working';
    const { document } = this.editor;
    this.#options.onEdited(document);
    this.#applyDocument(document);
    this.#handleProgram();
  }

  #take(taken: Taken): void {
    if (taken.sceneId === this.air.sceneId) return;
    this.air.take(taken.sceneId, taken.transition);
    this.#options.onTaken(taken);
  }

  #handleDocument(document: SceneDocument, by: ChangedBy): void {
    const [firstId] = document.sceneIds;
    if (firstId !== undefined && !document.sceneIds.includes(this.air.sceneId)) {
      if (by === 'self') this.#take({ sceneId: firstId, transition: CUT });
      else this.air.take(firstId, CUT);
    }
    if (by === 'self') this.#options.onEdited(document);
    this.#applyDocument(document);
    this.#handleProgram();
  }

  #handleProgram(): void {
    this.#applyProgram();
    this.#options.onContentHint(this.contentHint);
    this.#options.onProgram();
    this.save();
  }

  #applyDocument(document: SceneDocument): void {
    this.compositor.setFormat(document.format);
    this.compositor.setDocument(document);
    if (this.#mode === 'working') this.rack.follow(document);
  }

  #applyProgram(): void {
    const { document } = this.editor;
    const { program } = this.air;
    this.compositor.setProgram(program);
    this.mixer.setGains(this.guestFaders.applied(mix(document, program)));
    this.mixer.setProgram({
      gain: programGain(document),
      limiter: document.programAudio.isLimited ? 'on' : 'off',
    });
  }
}

const isSameDraft = (a: StudioDraft, b: StudioDraft): boolean =>
  isSameScenes(a, b) && isSameScenes(a.confirmed, b.confirmed);

const isSameScenes = (a: StudioDraft['confirmed'], b: StudioDraft['confirmed']): boolean =>
  a?.document === b?.document && a?.onAirSceneId === b?.onAirSceneId;

const makeSinks = (compositor: Compositor, mixer: Mixer): SourceSinks => ({
  attachVideo: (sourceId, track) => compositor.attach(sourceId, track),
  detachVideo: (sourceId, reason) => compositor.detach(sourceId, reason),
  attachAudio: (sourceId, track, way) => mixer.attach(sourceId, track, way),
  detachAudio: (sourceId) => mixer.detach(sourceId),
});
