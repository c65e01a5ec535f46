import type { Closable } from '../../shared/lifetime.ts';
import type { PersonCamera } from '../capture/person-camera.ts';
import type { Backdrop, BackdropOptions } from '../vision/backdrop.ts';
import { BACKGROUNDS, type Background } from './person-choices.ts';

type Options = {
  /** Null where this browser has no such streams. */
  readonly openBackdrop: ((options: BackdropOptions) => Backdrop) | null;
  readonly wanted: Background;
  /** Told whenever another track has the picture, or none. */
  readonly onTrack: (track: MediaStreamTrack | null) => void;
};

/**
 * What is behind a person in their picture. As it is, the picture is the camera's own track and costs nothing; a blur is the
 * camera's own where it can do that; everything else is painted, and goes on in one track whatever is chosen and plugged in.
 */
export class CameraBackground implements Closable {
  readonly #options: Options;
  #camera = $state.raw<PersonCamera | null>(null);
  #wanted: Background;
  #backdrop: { readonly handle: Backdrop; fed: MediaStreamTrack } | null = null;
  #canPaint = $state.raw(false);
  #track = $state.raw<MediaStreamTrack | null>(null);

  constructor(options: Options) {
    this.#options = options;
    this.#wanted = options.wanted;
    this.#canPaint = options.openBackdrop !== null;
  }

  /** The picture as others get it. */
  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** What can be chosen here. */
  get choices(): readonly Background[] {
    return this.#canPaint ? BACKGROUNDS : (this.#camera?.backgrounds ?? ['none']);
  }

  /** Another camera delivers, or none. Its tracks stay its own. */
  setCamera(camera: PersonCamera | null): void {
    this.#camera = camera;
    this.#apply();
  }

  async choose(wanted: Background): Promise<void> {
    this.#wanted = wanted;
    const camera = this.#camera;
    // The camera's own blur ends last and begins first: the room is never bare in between.
    if (wanted === 'blur') await camera?.setBackground('blur');
    this.#apply();
    if (wanted !== 'blur') await camera?.setBackground('none');
  }

  close(): void {
    this.#camera = null;
    this.#apply();
  }

  #apply(): void {
    const video = this.#camera?.video ?? null;
    const painted = video === null ? null : this.#paintedKind;
    if (video === null || painted === null) {
      this.#show(video);
      this.#stopPainting();
    } else this.#paint(video, painted);
  }

  /** What has to be painted behind the person; null where the camera's own track shows what is wanted. */
  get #paintedKind(): Exclude<Background, 'none'> | null {
    if (this.#wanted === 'none' || !this.#canPaint) return null;
    return this.#wanted === 'blur' && this.#camera?.background === 'blur' ? null : this.#wanted;
  }

  #paint(video: MediaStreamTrack, kind: Exclude<Background, 'none'>): void {
    const backdrop = this.#backdrop;
    if (!backdrop) return this.#startPainting(video, kind);
    backdrop.handle.show(kind);
    if (backdrop.fed === video) return;
    backdrop.handle.feed(video);
    backdrop.fed = video;
    // The former camera's own track is about to end.
    if (this.#track !== backdrop.handle.track) this.#show(null);
  }

  #startPainting(video: MediaStreamTrack, kind: Exclude<Background, 'none'>): void {
    const handle = this.#options.openBackdrop?.({
      kind,
      onFlowing: () => this.#handleFlow(),
      onFailure: () => this.#giveUp(),
    });
    if (!handle) return;
    handle.feed(video);
    this.#backdrop = { handle, fed: video };
    // What others see already goes on until there is something to see in its place. Nobody sees a room that was never shown.
    if (this.#track !== video) this.#show(null);
  }

  #handleFlow(): void {
    if (this.#backdrop) this.#show(this.#backdrop.handle.track);
  }

  #giveUp(): void {
    this.#canPaint = false;
    this.#apply();
  }

  #stopPainting(): void {
    void this.#backdrop?.handle.close();
    this.#backdrop = null;
  }

  #show(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#options.onTrack(track);
  }
}
