import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { DeviceChoice } from '../../../shared/scene/document.ts';
import { silentLevels } from '../../audio/level-window.ts';
import type { LevelMeter } from '../../audio/level-meter.ts';
import type { Devices } from '../../capture/devices.ts';
import type { MicrophoneOptions } from '../../capture/microphone.ts';
import { makeOpenSource, type Faultable, type OpenSource } from '../../capture/open-source.ts';
import type { CameraBackground, PersonCamera, PersonCameraOptions } from '../../capture/person-camera.ts';
import type { TextStore } from '../../platform/text-store.ts';
import type { BackdropOptions } from '../../vision/backdrop.ts';
import type { PersonDevicesOptions } from '../person-devices.svelte.ts';
import { FakeBackdrop } from './fake-backdrop.ts';
import { FakeMonitor } from './fake-monitor.ts';
import { aTrack } from './fake-track.ts';

export const aStore = (): TextStore & { readonly texts: Map<string, string> } => {
  const texts = new Map<string, string>();
  return { texts, getItem: (key) => texts.get(key) ?? null, setItem: (key, text) => void texts.set(key, text) };
};

type Kind = 'camera' | 'microphone' | 'screen';
type Opened = OpenSource & Faultable & { readonly kind: Kind; readonly name: string };

/** The browser as far as a person's devices go: everything is allowed and there, unless the test says otherwise. */
export class FakePerson {
  readonly monitor = new FakeMonitor();
  readonly store = aStore();
  /** What was opened, oldest first. */
  readonly opened: Opened[] = [];
  readonly refusals = new Map<Kind, ErrorCode>();
  readonly problems: ErrorCode[] = [];
  readonly listened: (MediaStreamTrack | null)[] = [];
  devices: Devices = { cameras: [], microphones: [], speakers: [] };
  /** Backgrounds that were painted, oldest first. */
  readonly backdrops: FakeBackdrop[] = [];
  canPaint = true;
  /** Whether cameras blur by themselves: not at all, when asked, or not even then. */
  cameraBlur: 'none' | 'works' | 'refused' = 'none';
  questions = 0;
  meters = 0;

  options(): Omit<PersonDevicesOptions, 'role' | 'store'> {
    return {
      monitor: this.monitor,
      openCamera: (options) => this.#openCamera(options),
      openBackdrop: this.canPaint ? (options) => this.#openBackdrop(options) : null,
      openMicrophone: ({ device }: MicrophoneOptions) => this.#open('microphone', nameOf(device, 'microphone')),
      openScreen: () => this.#open('screen', 'screen'),
      askForDevices: () => {
        this.questions += 1;
        return Promise.resolve({ close: () => undefined });
      },
      listDevices: () => Promise.resolve(this.devices),
      openMeter: () => {
        this.meters += 1;
        return Promise.resolve(this.#meter());
      },
      canShareScreen: true,
      onProblem: (code) => void this.problems.push(code),
    };
  }

  /** What delivers now, by name. */
  get live(): readonly string[] {
    return this.opened.filter(({ video, audio }) => (video ?? audio)?.readyState === 'live').map(({ name }) => name);
  }

  newest(kind: Kind): Opened {
    const found = this.opened.findLast((source) => source.kind === kind);
    if (!found) throw new Error(`no ${kind} was opened`);
    return found;
  }

  async #openCamera({ device, facing, background }: PersonCameraOptions): Promise<PersonCamera> {
    let now: CameraBackground = this.cameraBlur === 'works' ? background : 'none';
    const source = await this.#open('camera', nameOf(device, `${facing} camera`));
    return {
      ...source,
      facing,
      backgrounds: this.cameraBlur === 'none' ? ['none'] : ['none', 'blur'],
      get background() {
        return now;
      },
      setBackground: (wanted: CameraBackground) => {
        if (this.cameraBlur === 'works') now = wanted;
        return Promise.resolve();
      },
    };
  }

  #openBackdrop(options: BackdropOptions): FakeBackdrop {
    const backdrop = new FakeBackdrop(options);
    this.backdrops.push(backdrop);
    return backdrop;
  }

  #open(kind: Kind, name: string): Promise<Opened> {
    const code = this.refusals.get(kind);
    if (code) return Promise.reject(new AppError(code));
    const source = makeOpenSource({
      video: kind === 'microphone' ? null : aTrack('video', name),
      audio: kind === 'camera' ? null : aTrack('audio', name),
      facts: { deviceId: name, label: name, surface: null, widthPx: null, heightPx: null, sharedSound: 'none' },
      faultOnEnd: () => ({ code: kind === 'screen' ? 'screen.ended' : `${kind}.unplugged` }),
    });
    const opened = { ...source, kind, name };
    this.opened.push(opened);
    return Promise.resolve(opened);
  }

  #meter(): LevelMeter {
    return {
      listen: (track) => void this.listened.push(track),
      levels: silentLevels,
      close: () => void (this.meters -= 1),
    };
  }
}

const nameOf = (device: DeviceChoice | null, byDefault: string): string => device?.label ?? byDefault;
