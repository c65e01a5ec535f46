import type { SceneId } from '../../shared/ids.ts';
import type { Taken } from './production.svelte.ts';

/** `later`: the server did not hear it, or could not; it is worth saying again. */
export type Told = 'done' | 'later' | 'refused';

/** What the log has on air, and what this page has instead, which the log has yet to hear; null for nothing. */
export type OnAir = { readonly logged: Taken; readonly wanted: Taken | null };

type Options = {
  readonly onAir: OnAir;
  /** Whether the log's document has the scene. */
  readonly isKnown: (sceneId: SceneId) => boolean;
  /** Tells the server, and the host when it is refused. */
  readonly tell: (taken: Taken) => Promise<Told>;
  /** Puts the log's scene on air in this page. */
  readonly show: (taken: Taken) => void;
};

/**
 * The scene on air, between this page and the log: what is taken here is on air here at once, and told; what others take is
 * shown, unless the log has yet to hear of a newer one from here.
 */
export class SharedTakes {
  readonly #options: Options;
  #logged: Taken;
  /** The newest one of this page that the server was not told yet. */
  #wanted: Taken | null;
  #underWay = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#logged = options.onAir.logged;
    this.#wanted = options.onAir.wanted;
  }

  /** The scene that the log has on air. */
  get loggedId(): SceneId {
    return this.#logged.sceneId;
  }

  /** Whether a take waits for the edit that adds its scene. */
  get isWaiting(): boolean {
    return this.#wanted !== null && !this.#options.isKnown(this.#wanted.sceneId);
  }

  restart({ logged, wanted }: OnAir): void {
    this.#logged = logged;
    this.#wanted = wanted;
  }

  /** A scene was taken in this page. */
  handleTaken(taken: Taken): void {
    this.#wanted = taken;
  }

  /** The log has this scene on air. */
  handleLogged(taken: Taken): void {
    this.#logged = taken;
    this.#follow();
  }

  /** What was taken here is gone from the document. */
  giveUp(): void {
    this.#wanted = null;
    this.#options.show(this.#logged);
  }

  /** Tells the server what it has not heard. The line is open. */
  send(): void {
    const wanted = this.#wanted;
    if (wanted === null || this.isWaiting) return;
    this.#wanted = null;
    if (wanted.sceneId === this.#logged.sceneId && this.#underWay === 0) return;
    this.#underWay += 1;
    void this.#tell(wanted);
  }

  async #tell(taken: Taken): Promise<void> {
    const told = await this.#options.tell(taken);
    this.#underWay -= 1;
    // A newer one has been told already, or will be.
    if (told === 'later' && this.#underWay === 0) this.#wanted ??= taken;
    this.#follow();
  }

  #follow(): void {
    if (this.#wanted === null && this.#underWay === 0) this.#options.show(this.#logged);
  }
}
