import type { ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import { maySend, type CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { DeviceChoice } from '../../shared/scene/document.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import type { LevelMeter } from '../audio/level-meter.ts';
import { silentLevels, type Levels } from '../audio/level-window.ts';
import type { Monitor } from '../audio/monitor.ts';
import type { Devices } from '../capture/devices.ts';
import type { MicrophoneOptions } from '../capture/microphone.ts';
import type { OpenSource } from '../capture/open-source.ts';
import type { Facing, PersonCamera, PersonCameraOptions } from '../capture/person-camera.ts';
import type { ScreenOptions } from '../capture/screen.ts';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';
import type { Backdrop, BackdropOptions } from '../vision/backdrop.ts';
import { Attempts } from './attempts.ts';
import { CameraBackground } from './camera-background.svelte.ts';
import { DeviceList } from './device-list.svelte.ts';
import { DeviceSlot } from './device-slot.svelte.ts';
import { firstChoices, PersonChoices, type Background } from './person-choices.ts';

export type PersonDevicesOptions = {
  readonly role: StudioRole;
  readonly openCamera: (options: PersonCameraOptions, signal: AbortSignal) => Promise<PersonCamera>;
  /** Paints what is behind a person; null where the browser has no streams of frames. */
  readonly openBackdrop: ((options: BackdropOptions) => Backdrop) | null;
  readonly openMicrophone: (options: MicrophoneOptions, signal: AbortSignal) => Promise<OpenSource>;
  readonly openScreen: (options: ScreenOptions, signal: AbortSignal) => Promise<OpenSource>;
  /** One question for camera and microphone; what it holds keeps a permission of the moment alive. */
  readonly askForDevices: (signal: AbortSignal) => Promise<Closable | null>;
  readonly listDevices: () => Promise<Devices>;
  readonly openMeter: (signal: AbortSignal) => Promise<LevelMeter>;
  readonly monitor: Monitor;
  /** Phones cannot share their screen from a page. */
  readonly canShareScreen: boolean;
  /** Lasts as long as the tab. Null where the browser forbids it. */
  readonly store: TextStore | null;
  readonly onProblem: (code: ErrorCode) => void;
};

/** What a person sends, as far as their devices make it. */
export const PERSON_MEDIA = ['microphone', 'camera', 'screen', 'screen-sound'] as const satisfies readonly CrewMedia[];
export type PersonMedia = (typeof PERSON_MEDIA)[number];
type Taker = (media: PersonMedia, track: MediaStreamTrack | null) => void;

const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** A person's camera, microphone, screen and speaker, on the way in and in the studio. */
export class PersonDevices {
  readonly list: DeviceList;
  readonly camera: DeviceSlot<PersonCamera>;
  readonly microphone: DeviceSlot<OpenSource>;
  readonly screen: DeviceSlot<OpenSource>;
  readonly #options: PersonDevicesOptions;
  readonly #scope: Scope;
  readonly #attempts: Attempts;
  readonly #background: CameraBackground;
  readonly #silence = silentLevels();
  #choices = $state.raw<PersonChoices>(firstChoices('guest'));
  #taker: Taker | null = null;
  #meter: LevelMeter | null = null;
  #openingMeter: Promise<void> | null = null;

  constructor(options: PersonDevicesOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    this.#attempts = new Attempts(options.onProblem, scope);
    this.#choices = readKept(options.store, this.#storageKey, PersonChoices) ?? firstChoices(options.role);
    this.list = new DeviceList(options.listDevices);
    const { openBackdrop } = options;
    const onTrack = (track: MediaStreamTrack | null): void => this.#handle('camera', track);
    const onLost = (): void => this.#handleLostBackground();
    const wanted = this.#choices.background;
    this.#background = scope.use(new CameraBackground({ openBackdrop, wanted, onTrack, onLost }));
    this.camera = scope.use(new DeviceSlot((source) => this.#background.setCamera(source)));
    this.microphone = scope.use(new DeviceSlot((source) => this.#handleMicrophone(source?.audio ?? null)));
    this.screen = scope.use(new DeviceSlot((source) => this.#handleScreen(source)));
    scope.defer(() => this.#closeMeter());
  }

  get choices(): PersonChoices {
    return this.#choices;
  }

  /** One's own picture as others get it; null also while its background has yet to be painted. */
  get picture(): MediaStreamTrack | null {
    return this.#background.track;
  }

  /** What can be behind the person in this browser, with this camera. */
  get backgrounds(): readonly Background[] {
    return this.#background.choices;
  }

  /** What is there of it: nothing of a choice that this browser could do only together with another camera. */
  get background(): Background {
    const { background } = this.#choices;
    return this.backgrounds.includes(background) ? background : 'none';
  }

  get role(): StudioRole {
    return this.#options.role;
  }

  get hasCamera(): boolean {
    return maySend(this.#options.role, 'camera');
  }

  get hasMicrophone(): boolean {
    return maySend(this.#options.role, 'microphone');
  }

  get canShareScreen(): boolean {
    return this.#options.canShareScreen && maySend(this.#options.role, 'screen');
  }

  get canChooseSpeaker(): boolean {
    return this.#options.monitor.canChooseOutput;
  }

  /** Newest levels of the microphone, whether or not it is sent. Read them, do not keep them. */
  levels(): Readonly<Levels> {
    return this.#meter?.levels() ?? this.#silence;
  }

  /** Opens what is wanted; the browser asks for permission now, once for both. */
  async start(): Promise<void> {
    const wantsCamera = this.hasCamera && this.#choices.wants.camera === 'on';
    const wantsMicrophone = this.hasMicrophone && this.#choices.wants.microphone === 'on';
    const asked = wantsCamera && wantsMicrophone ? await this.#ask() : null;
    await Promise.all([wantsCamera && this.#openCamera(), wantsMicrophone && this.#openMicrophone()]);
    asked?.close();
    const { speakerId } = this.#choices;
    if (speakerId !== '') await this.#attempts.ask(() => this.#options.monitor.setOutput(speakerId));
    await this.refresh();
  }

  /** Something was plugged in or out. */
  async refresh(): Promise<void> {
    await this.list.refresh();
    await this.recover();
  }

  /** After sleep: phones take devices away from a page that nobody sees. */
  async recover(): Promise<void> {
    await Promise.all([this.camera.recover(), this.microphone.recover()]);
  }

  turnCamera(wanted: 'on' | 'off'): void {
    this.#want({ camera: wanted });
    if (wanted === 'off') this.camera.turnOff();
    else if (!this.camera.source) void this.#openCamera();
  }

  /** Off keeps the device, so that its level still tells whether it works; what is sent is the room's to say. */
  turnMicrophone(wanted: 'on' | 'off'): void {
    this.#want({ microphone: wanted });
    if (wanted === 'on' && !this.microphone.source) void this.#openMicrophone();
  }

  /** Once more after a fault: the person has allowed it, or closed what was in the way. */
  retry(device: 'camera' | 'microphone'): void {
    void (device === 'camera' ? this.#openCamera() : this.#openMicrophone());
  }

  async chooseCamera(camera: DeviceChoice | null): Promise<void> {
    this.#choose({ camera });
    if (this.#choices.wants.camera === 'on') await this.#openCamera();
  }

  /** The other side of a phone. A mirror is for the side where one looks at oneself. */
  async turnAround(): Promise<void> {
    const facing: Facing = this.#choices.facing === 'front' ? 'back' : 'front';
    this.#choose({ facing, camera: null, mirror: facing === 'front' ? 'on' : 'off' });
    if (this.#choices.wants.camera === 'on') await this.#openCamera();
  }

  async chooseMicrophone(microphone: DeviceChoice | null): Promise<void> {
    this.#choose({ microphone });
    await this.#openMicrophone();
  }

  async chooseSpeaker(speakerId: string): Promise<void> {
    const done = await this.#attempts.attempt(() => this.#options.monitor.setOutput(speakerId));
    if (done.ok) this.#choose({ speakerId });
  }

  async testSpeaker(): Promise<void> {
    await this.#attempts.attempt(() => this.#options.monitor.playTestSound());
  }

  async chooseBackground(background: Background): Promise<void> {
    this.#choose({ background });
    await this.#background.choose(background);
  }

  chooseMirror(mirror: 'on' | 'off'): void {
    this.#choose({ mirror });
  }

  /** Lets the person choose what to share; needs a gesture. */
  async shareScreen(): Promise<void> {
    const done = await this.screen.use((signal) => this.#options.openScreen({ sound: 'with' }, signal));
    if (done.ok) return;
    // Whoever closes the browser's picker has changed their mind.
    if (done.error.code !== 'screen.canceled') this.#options.onProblem(done.error.code);
    if (!this.screen.source) this.screen.turnOff();
  }

  /** What there is of `media` for others now. */
  track(media: PersonMedia): MediaStreamTrack | null {
    switch (media) {
      case 'camera':
        return this.picture;
      case 'microphone':
        return this.microphone.source?.audio ?? null;
      case 'screen':
        return this.screen.source?.video ?? null;
      case 'screen-sound':
        return this.screen.source?.audio ?? null;
    }
  }

  /** Tells `taker` of every track from now on, beginning with those that there are; null is told of nothing. */
  sendTo(taker: Taker | null): void {
    this.#taker = taker;
    if (!taker) return;
    for (const media of PERSON_MEDIA) taker(media, this.track(media));
  }

  /** Lets everything go: the lights go out. `start` opens it again. */
  stop(): void {
    this.camera.turnOff();
    this.microphone.turnOff();
    this.screen.turnOff();
  }

  async #ask(): Promise<Closable | null> {
    const asked = await this.#attempts.ask(() => this.#options.askForDevices(this.#scope.signal));
    return asked.ok ? asked.value : null;
  }

  async #openCamera(): Promise<void> {
    const { camera: device, facing, background } = this.#choices;
    const wish = { device, facing, background: background === 'blur' ? 'blur' : 'none' } as const;
    await this.#use(this.camera, (signal) => this.#options.openCamera(wish, signal));
  }

  async #openMicrophone(): Promise<void> {
    const wish = { device: this.#choices.microphone, processing: VOICE };
    await this.#use(this.microphone, (signal) => this.#options.openMicrophone(wish, signal));
  }

  /** Where nothing is left, the fault stands in the device's place; where the former one goes on, it is told in passing. */
  async #use<Source extends OpenSource>(
    slot: DeviceSlot<Source>,
    open: (signal: AbortSignal) => Promise<Source>,
  ): Promise<void> {
    const done = await slot.use(open);
    if (!done.ok && slot.source) this.#options.onProblem(done.error.code);
    // Only after a device was granted do browsers tell the names of those of its kind.
    if (done.ok) await this.list.refresh();
  }

  #handle(media: PersonMedia, track: MediaStreamTrack | null): void {
    this.#taker?.(media, track);
  }

  /** Nobody's room is shown because of a fault. Whoever turns the camera on again has read what is seen then. */
  #handleLostBackground(): void {
    this.#choose({ background: 'none' });
    this.turnCamera('off');
    this.#options.onProblem('camera.background-lost');
  }

  #handleMicrophone(track: MediaStreamTrack | null): void {
    this.#handle('microphone', track);
    void this.#listen(track);
  }

  #handleScreen(source: OpenSource | null): void {
    this.#handle('screen', source?.video ?? null);
    this.#handle('screen-sound', source?.audio ?? null);
  }

  /** Without a meter (its worklet did not load) the microphone works all the same. */
  async #listen(track: MediaStreamTrack | null): Promise<void> {
    if (track) await (this.#openingMeter ??= this.#openMeter());
    if (track === (this.microphone.source?.audio ?? null)) this.#meter?.listen(track);
  }

  async #openMeter(): Promise<void> {
    const opened = await this.#attempts.ask(() => this.#options.openMeter(this.#scope.signal));
    if (opened.ok) this.#meter = opened.value;
  }

  async #closeMeter(): Promise<void> {
    await this.#openingMeter;
    await this.#meter?.close();
  }

  /** A phone that is a camera once and a guest another time chooses anew. */
  get #storageKey(): string {
    return `tally.person.${this.#options.role}`;
  }

  #want(wants: Partial<PersonChoices['wants']>): void {
    this.#choose({ wants: { ...this.#choices.wants, ...wants } });
  }

  #choose(choice: Partial<PersonChoices>): void {
    this.#choices = { ...this.#choices, ...choice };
    keep(this.#options.store, this.#storageKey, this.#choices);
  }
}
