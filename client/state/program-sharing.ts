import type { Closable } from '../../shared/lifetime.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';

type Options = {
  readonly media: Pick<CrewMediaLine, 'send'>;
  /** The program's picture. */
  readonly picture: MediaStreamTrack;
  /** The program's sound without the voices of those who came by a link. */
  readonly bus: MediaStreamTrack;
};

/** Lets the people in the studio see and hear the program: only while there are any, because it takes an encoder. */
export class ProgramSharing implements Closable {
  readonly #options: Options;
  /** A track of its own: what it is encoded for must not change the program's. */
  #picture: MediaStreamTrack | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  follow(audience: 'somebody' | 'nobody'): void {
    const { media, picture, bus } = this.#options;
    if (audience === 'nobody') return this.#stop();
    if (this.#picture) return;
    this.#picture = picture.clone();
    media.send('return', this.#picture);
    media.send('bus', bus);
  }

  close(): void {
    this.#stop();
  }

  #stop(): void {
    if (!this.#picture) return;
    this.#options.media.send('return', null);
    this.#options.media.send('bus', null);
    this.#picture.stop();
    this.#picture = null;
  }
}
