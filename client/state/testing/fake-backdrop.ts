import type { Backdrop, BackdropOptions } from '../../vision/backdrop.ts';
import { aTrack } from './fake-track.ts';

/** A background that is painted as far as the test says. */
export class FakeBackdrop implements Backdrop {
  readonly track = aTrack('video', 'painted');
  /** What was fed and shown, in order. */
  readonly told: string[] = [];
  readonly #options: BackdropOptions;

  constructor(options: BackdropOptions) {
    this.#options = options;
    this.told.push(options.kind);
  }

  show(kind: BackdropOptions['kind']): void {
    this.told.push(kind);
  }

  feed(camera: MediaStreamTrack): void {
    this.told.push(camera.label);
  }

  flow(): void {
    this.#options.onFlowing();
  }

  fail(): void {
    this.#options.onFailure();
  }

  close(): void {
    this.track.stop();
  }
}
