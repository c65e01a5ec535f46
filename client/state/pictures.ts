import { AppError } from '../../shared/errors.ts';
import { AssetId, makeId, type PictureId } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/random.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import type { ReadImage } from '../capture/image.ts';
import type { Compositor } from '../compositor/compositor.ts';

export type PicturesOptions = {
  readonly saveAsset: (assetId: AssetId, blob: Blob) => Promise<void>;
  readonly loadAsset: (assetId: AssetId) => Promise<Blob | null>;
  /** Decodes, bounds and re-encodes a picture file. */
  readonly readImage: (file: Blob, signal: AbortSignal) => Promise<ReadImage>;
  readonly fetchPicture: (pictureId: PictureId, signal: AbortSignal) => Promise<Blob>;
  readonly random: Random;
  readonly log: Log;
};

/** A picture that was kept for image layers. */
export type KeptImage = { readonly assetId: AssetId; readonly widthPx: number; readonly heightPx: number };

/** Brings still pictures to the compositor: the document's own images from this browser, the products' from the server. */
export class Pictures {
  readonly #options: PicturesOptions;
  readonly #compositor: Pick<Compositor, 'putAsset' | 'putPicture'>;
  readonly #signal: AbortSignal;
  readonly #asked = new Set<PictureId>();

  constructor(options: PicturesOptions, compositor: Pick<Compositor, 'putAsset' | 'putPicture'>, signal: AbortSignal) {
    this.#options = options;
    this.#compositor = compositor;
    this.#signal = signal;
  }

  /** Keeps a picture file for image layers; their content then names the asset. Fails with `image.*` or `storage.*`. */
  async keep(file: Blob): Promise<KeptImage> {
    const { blob, widthPx, heightPx } = await this.#options.readImage(file, this.#signal);
    const assetId = makeId(AssetId, this.#options.random);
    await this.#options.saveAsset(assetId, blob);
    this.#compositor.putAsset(assetId, blob);
    return { assetId, widthPx, heightPx };
  }

  /** Shows what this browser has kept; a picture that cannot be read is left out. */
  async loadAssets(document: SceneDocument): Promise<void> {
    for (const { content } of Object.values(document.layers)) {
      if (content.kind === 'image') await this.#load(content.assetId);
    }
  }

  /** Fetches what was not fetched yet; one that fails is asked for again the next time it is named. */
  follow(pictureIds: readonly (PictureId | null)[]): void {
    for (const pictureId of pictureIds) if (pictureId && !this.#asked.has(pictureId)) void this.#fetch(pictureId);
  }

  async #load(assetId: AssetId): Promise<void> {
    try {
      const blob = await this.#options.loadAsset(assetId);
      if (blob) this.#compositor.putAsset(assetId, blob);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.log.warn({ assetId, code: error.code }, 'asset not loaded');
    }
  }

  async #fetch(pictureId: PictureId): Promise<void> {
    this.#asked.add(pictureId);
    try {
      this.#compositor.putPicture(pictureId, await this.#options.fetchPicture(pictureId, this.#signal));
    } catch (error) {
      if (this.#signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      this.#asked.delete(pictureId);
      this.#options.log.warn({ pictureId, code: error.code }, 'picture not loaded');
    }
  }
}
