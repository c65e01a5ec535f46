import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { AssetId, ShowId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { Autosaver, type SaveState } from '../storage/autosave.ts';
import type { Drafts } from '../storage/drafts.ts';
import type { Clock } from '../platform/clock.ts';
import type { StudioDraft } from './studio-options.ts';

type Options = {
  readonly showId: ShowId;
  readonly openDrafts: () => Promise<Drafts>;
  readonly clock: Clock;
  /** Nothing can be kept, or what was kept cannot be read; told once for each time that it begins. */
  readonly onProblem: (code: ErrorCode) => void;
};

/** Keeps a show's draft in this browser. Where that is impossible the host is told, and the studio goes on without. */
export class DraftKeeper implements Closable {
  readonly #options: Options;
  readonly #drafts: Drafts | null;
  readonly #autosaver: Autosaver<StudioDraft>;
  #hasFailed = false;

  private constructor(options: Options, drafts: Drafts | null) {
    this.#options = options;
    this.#drafts = drafts;
    this.#autosaver = new Autosaver({
      clock: options.clock,
      save: (draft) => this.#write(draft),
      onState: (state) => this.#handleState(state),
    });
  }

  static async open(options: Options): Promise<DraftKeeper> {
    try {
      return new DraftKeeper(options, await options.openDrafts());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      options.onProblem(error.code);
      return new DraftKeeper(options, null);
    }
  }

  /** What was kept of this show; null for a new one, and for one that cannot be read. */
  async load(): Promise<StudioDraft | null> {
    try {
      return (await this.#drafts?.load(this.#options.showId)) ?? null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.onProblem(error.code);
      return null;
    }
  }

  save(draft: StudioDraft): void {
    if (this.#drafts) this.#autosaver.change(draft);
  }

  /** Before the page hides: the browser may end it without another word. */
  async flush(): Promise<void> {
    await this.#autosaver.flush();
  }

  async saveAsset(assetId: AssetId, blob: Blob): Promise<void> {
    await this.#drafts?.putAsset(assetId, blob);
  }

  async loadAsset(assetId: AssetId): Promise<Blob | null> {
    return (await this.#drafts?.getAsset(assetId)) ?? null;
  }

  async close(): Promise<void> {
    await this.#autosaver.close();
    await this.#drafts?.close();
  }

  async #write({ document, onAirSceneId, confirmed }: StudioDraft): Promise<void> {
    const savedAtMs = this.#options.clock.now();
    await this.#drafts?.save(this.#options.showId, { document, onAirSceneId, confirmed, savedAtMs });
  }

  #handleState(state: SaveState): void {
    if (state.state === 'failed' && !this.#hasFailed) this.#options.onProblem(state.code);
    if (state.state === 'failed') this.#hasFailed = true;
    if (state.state === 'saved') this.#hasFailed = false;
  }
}
