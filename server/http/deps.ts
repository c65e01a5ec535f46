import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/random.ts';
import type { Accounts } from '../auth/accounts.ts';
import type { Seats } from '../auth/seats.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Planner } from '../catalog/planner.ts';
import type { DemoProvider } from '../checkout/demo-provider.ts';
import type { Webhook } from '../checkout/webhook.ts';
import type { ShowBoard } from '../lobby/board.ts';
import type { Thumbnails } from '../lobby/thumbnails.ts';
import type { CatalogPictures } from '../pictures/catalog-pictures.ts';
import type { PictureKeeper } from '../pictures/keeper.ts';
import type { MediaPlane } from '../sfu/port.ts';
import type { Reminders } from '../push/reminders.ts';
import type { RecordKey } from '../record/record-key.ts';
import type { Buyers } from '../till/buyers.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Store } from '../store/port.ts';
import type { HttpConfig } from './config.ts';

export type HttpDeps = {
  readonly config: HttpConfig;
  readonly store: Pick<Store, 'log' | 'records' | 'catalog' | 'isWritable'>;
  readonly shows: ShowRegistry;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly seats: Seats;
  readonly buyers: Buyers;
  readonly planner: Planner;
  /** The page where demo payments are made. */
  readonly demo: Pick<DemoProvider, 'look' | 'play'>;
  /** Hears what Stripe tells; null where the server has no key for it. */
  readonly stripeWebhook: Webhook | null;
  /** What shows' records are signed with. */
  readonly recordKey: RecordKey;
  readonly pictures: Pick<PictureKeeper, 'keep'>;
  readonly catalogPictures: Pick<CatalogPictures, 'look' | 'start' | 'stop'>;
  readonly board: Pick<ShowBoard, 'everywhere' | 'ofChannel'>;
  readonly thumbnails: Pick<Thumbnails, 'keep' | 'of'>;
  /** Null where the settings have no keys for it. */
  readonly reminders: Pick<Reminders, 'publicKey' | 'follow' | 'unfollow'> | null;
  readonly plane: Pick<MediaPlane, 'routerRtpCapabilities' | 'isHealthy'>;
  /** `draining`: no new work, so that a load balancer looks elsewhere. */
  readonly phase: () => 'serving' | 'draining';
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
  readonly log: Log;
};
