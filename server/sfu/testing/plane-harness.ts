import type { ShowId } from '../../../shared/ids.ts';
import type { Closable } from '../../../shared/lifetime.ts';
import type { HostEndpoint, MediaPlane } from '../port.ts';

/** A media plane in the hands of its contract. */
export type PlaneHarness = {
  readonly plane: MediaPlane;
  /** Publishes audio and video through `host` so that RTP arrives, until closed. */
  readonly startProgram: (showId: ShowId, host: HostEndpoint) => Promise<Closable>;
  readonly killWorkers: () => Promise<void>;
  readonly close: () => Promise<void>;
};
