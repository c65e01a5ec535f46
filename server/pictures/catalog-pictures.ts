import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Product } from '../../shared/catalog/product.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { ChannelId, PictureId, ProductId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { MAX_SHOWN_PICTURE_PROBLEMS, type PictureImport, type PictureProblem } from '../../shared/protocol/catalog.ts';
import type { Result } from '../../shared/result.ts';
import type { CatalogStore } from '../store/catalog-port.ts';
import type { FetchQueue } from './fetch-queue.ts';
import { remoteUrl } from './remote-url.ts';

type Deps = {
  readonly catalog: CatalogStore;
  /** Null: none is fetched. */
  readonly remote: { fetch(address: string, signal: AbortSignal): Promise<Result<Buffer>> } | null;
  readonly keeper: { keep(channelId: ChannelId, bytes: Buffer): Promise<Result<PictureId>> };
  readonly queue: FetchQueue;
  readonly log: Log;
};

/** One address, and the products that show its picture. */
type Wanted = { readonly url: string; readonly title: string; readonly productIds: ProductId[] };

type Run = {
  readonly controller: AbortController;
  state: 'running' | 'done' | 'stopped';
  total: number;
  kept: number;
  failed: number;
  readonly problems: PictureProblem[];
};

type Work = { readonly run: Run; readonly wanted: readonly Wanted[]; readonly remote: NonNullable<Deps['remote']> };

const PAGE = 200;

/** Fetches the pictures of channels' products, one run of a channel at a time. Runs stop with `scope`. */
export class CatalogPictures {
  readonly #deps: Deps;
  readonly #scope: Scope;
  /** The last run of each channel that had one. */
  readonly #runs = new Map<ChannelId, Run>();

  constructor(deps: Deps, scope: Scope) {
    this.#deps = deps;
    this.#scope = scope;
    scope.defer(() => {
      for (const { controller } of this.#runs.values()) controller.abort();
    });
  }

  look(channelId: ChannelId): PictureImport {
    if (!this.#deps.remote) return { state: 'off', missing: this.#missing(channelId) };
    const run = this.#runs.get(channelId);
    if (!run) return { state: 'idle', missing: this.#missing(channelId) };
    const { state, total, kept, failed, problems } = run;
    const counts = { total, kept, failed, problems: [...problems] };
    return state === 'running'
      ? { state, ...counts }
      : { state: 'ended', how: state, missing: this.#missing(channelId), ...counts };
  }

  /** Answers when it knows what there is to fetch; that goes on afterwards. */
  async start(channelId: ChannelId): Promise<PictureImport> {
    const { catalog, remote } = this.#deps;
    if (!remote || this.#runs.get(channelId)?.state === 'running' || this.#scope.isClosed) return this.look(channelId);
    const controller = new AbortController();
    const run: Run = { controller, state: 'running', total: 0, kept: 0, failed: 0, problems: [] };
    this.#runs.set(channelId, run);
    try {
      const wanted = await wantedPictures(catalog, channelId);
      run.total = wanted.length;
      void this.#fetchAll(channelId, { run, wanted, remote });
    } catch (error) {
      if (this.#runs.get(channelId) === run) this.#runs.delete(channelId);
      throw error;
    }
    return this.look(channelId);
  }

  stop(channelId: ChannelId): PictureImport {
    const run = this.#runs.get(channelId);
    if (run?.state === 'running') {
      run.state = 'stopped';
      run.controller.abort();
    }
    return this.look(channelId);
  }

  #missing(channelId: ChannelId): number {
    return this.#deps.catalog.countMissingPictures(channelId);
  }

  async #fetchAll(channelId: ChannelId, { run, wanted, remote }: Work): Promise<void> {
    const { queue, log } = this.#deps;
    const { signal } = run.controller;
    const host = (url: string): string => remoteUrl(url)?.host ?? '';
    const bring = async (picture: Wanted): Promise<'kept' | ErrorCode> => {
      const fetched = await remote.fetch(picture.url, signal);
      return fetched.ok ? this.#keep(channelId, picture, fetched.value) : fetched.error.code;
    };
    await Promise.all(
      wanted.map((picture) =>
        queue
          .run(host(picture.url), () => bring(picture), signal)
          .catch((error: unknown) => {
            if (signal.aborted) return null;
            if (!(error instanceof AppError)) log.error({ channelId }, 'a picture was not fetched', error);
            return error instanceof AppError ? error.code : ('server.internal' as const);
          })
          .then((code) => {
            if (code === 'kept') run.kept += 1;
            else if (code !== null) fail(run, picture, code);
          }),
      ),
    );
    run.state = signal.aborted ? 'stopped' : 'done';
    log.info({ channelId, total: run.total, kept: run.kept, failed: run.failed }, 'pictures of products were fetched');
  }

  async #keep(channelId: ChannelId, { url, productIds }: Wanted, bytes: Buffer): Promise<'kept' | ErrorCode> {
    const { catalog, keeper } = this.#deps;
    const kept = await keeper.keep(channelId, bytes);
    if (!kept.ok) return kept.error.code;
    for (const productId of productIds)
      catalog.keepFetchedPicture(channelId, { productId, url, pictureId: kept.value });
    return 'kept';
  }
}

const fail = (run: Run, { title, url }: Wanted, code: ErrorCode): void => {
  run.failed += 1;
  if (run.problems.length < MAX_SHOWN_PICTURE_PROBLEMS) run.problems.push({ title, url, code });
};

/** Every product's first picture, then every second one: lists show the first. Shows run on while it is read. */
const wantedPictures = async (catalog: CatalogStore, channelId: ChannelId): Promise<readonly Wanted[]> => {
  const rounds: Wanted[][] = [];
  const byUrl = new Map<string, Wanted>();
  for await (const product of productsMissingPictures(catalog, channelId)) {
    for (const [round, { url, pictureId }] of product.pictures.entries()) {
      if (pictureId !== null) continue;
      const known = byUrl.get(url);
      if (known) {
        known.productIds.push(product.id);
        continue;
      }
      const wanted: Wanted = { url, title: product.title, productIds: [product.id] };
      byUrl.set(url, wanted);
      (rounds[round] ??= []).push(wanted);
    }
  }
  return rounds.flat();
};

async function* productsMissingPictures(catalog: CatalogStore, channelId: ChannelId): AsyncGenerator<Product> {
  let afterPosition = 0;
  for (;;) {
    const page = catalog.productsMissingPictures(channelId, { afterPosition, limit: PAGE });
    for (const { product } of page) yield product;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    afterPosition = last.position;
    await nextTurn();
  }
}
