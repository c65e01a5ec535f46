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
  /** What was wanted cannot be had. There is no picture now; from the next camera on it is to be the room as it is. */
  readonly onLost: () => void;
};

/**
 * What is behind a person in their picture. As it is, the picture is the camera's own track and costs nothing; a blur is the
 * camera's own where it can do that; everything else is painted, and goes on in one track whatever is chosen and plugged in.
 * What cannot be had leaves no picture: the room of somebody who wants another background is theirs to show.
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

  /** The camera's own blur begins first and ends last: the room is never bare in between. */
  async choose(wanted: Background): Promise<void> {
    this.#wanted = wanted;
    if (wanted === 'blur') await this.#camera?.setBackground('blur');
    this.#apply();
    await this.#endBlur();
  }

  close(): void {
    this.#camera = null;
    this.#apply();
  }

  #apply(): void {
    const video = this.#camera?.video ?? null;
    const wanted = this.#wanted;
    if (video === null || wanted === 'none' || (wanted === 'blur' && this.#camera?.background === 'blur')) {
      this.#show(video);
      this.#stopPainting();
    } else if (this.#canPaint) this.#paint(video, wanted);
    else this.#lose();
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
      onFailure: () => void this.#giveUp(),
    });
    if (!handle) return;
    handle.feed(video);
    this.#backdrop = { handle, fed: video };
    // What others see already goes on until there is something to see in its place. Nobody sees a room that was never shown.
    if (this.#track !== video) this.#show(null);
  }

  #handleFlow(): void {
    if (!this.#backdrop) return;
    this.#show(this.#backdrop.handle.track);
    void this.#endBlur();
  }

  /** As soon as nothing is seen that needs it. */
  async #endBlur(): Promise<void> {
    const isPainted = this.#backdrop?.handle.track === this.#track;
    if (this.#wanted === 'none' || (this.#wanted !== 'blur' && isPainted)) await this.#camera?.setBackground('none');
  }

  /** A camera that has not blurred so far may do it now that nothing else does. */
  async #giveUp(): Promise<void> {
    this.#canPaint = false;
    this.#show(null);
    this.#stopPainting();
    if (this.#wanted === 'blur') await this.#camera?.setBackground('blur');
    this.#apply();
  }

  #lose(): void {
    this.#show(null);
    this.#wanted = 'none';
    this.#options.onLost();
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
