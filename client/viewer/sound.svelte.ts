/** The player's sound. Pages may start a video by themselves only without sound; one tap turns it on. */
export class Sound {
  #video: HTMLVideoElement | null = null;
  #state = $state.raw<'off' | 'on'>('off');
  #volume = $state.raw(1);

  get state(): 'off' | 'on' {
    return this.#state;
  }

  /** 0…1. */
  get volume(): number {
    return this.#volume;
  }

  attach(video: HTMLVideoElement): void {
    this.#video = video;
    video.muted = this.#state === 'off';
    video.volume = this.#volume;
  }

  turnOn(): void {
    this.#state = 'on';
    if (this.#volume === 0) this.setVolume(1);
    if (this.#video) this.#video.muted = false;
  }

  turnOff(): void {
    this.#state = 'off';
    if (this.#video) this.#video.muted = true;
  }

  setVolume(volume: number): void {
    this.#volume = volume;
    if (this.#video) this.#video.volume = volume;
    if (volume > 0 && this.#state === 'off') this.turnOn();
  }
}
