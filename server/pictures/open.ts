import type { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/random.ts';
import type { Store } from '../store/port.ts';
import { CatalogPictures } from './catalog-pictures.ts';
import { FetchQueue } from './fetch-queue.ts';
import { PictureKeeper } from './keeper.ts';
import type { Outside } from './outside.ts';
import { openInternetOnly } from './public-address.ts';
import { FETCH_LIMIT_MS, RemotePictures } from './remote-pictures.ts';

type Deps = {
  readonly store: Pick<Store, 'records' | 'catalog'>;
  /** Where the pictures of imported products lie; null where the server is told to ask nobody for them. */
  readonly outside: Outside | null;
  readonly random: Random;
  readonly log: Log;
};

/** Pictures on their way in: from the owner's computer, and from other servers. */
export const openPictures = ({ store: { records, catalog }, outside, random, log }: Deps, scope: Scope) => {
  const deadline = (): AbortSignal => AbortSignal.timeout(FETCH_LIMIT_MS);
  const remote = outside && new RemotePictures({ outside, mayDial: openInternetOnly(), deadline });
  const pictures = new PictureKeeper({ records, random, log });
  const queue = new FetchQueue();
  return { pictures, catalogPictures: new CatalogPictures({ catalog, remote, keeper: pictures, queue, log }, scope) };
};
