import type { ChannelId } from '../../shared/ids.ts';
import type { Channel } from '../../shared/protocol/http.ts';
import type { ListedShow } from '../../shared/protocol/lobby.ts';
import { standingOf } from '../../shared/show/standing.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Records } from '../store/port.ts';
import { thumbnailPath, type Thumbnails } from './thumbnails.ts';

type Deps = {
  readonly shows: Pick<ShowRegistry, 'loaded' | 'ofChannel'>;
  readonly records: Pick<Records, 'channelById'>;
  readonly thumbnails: Pick<Thumbnails, 'of'>;
  /** How many people watch a show now. */
  readonly watchersOf: (showId: ShowState['id']) => number;
  readonly clock: () => number;
};

const MOST = { live: 400, coming: 100, past: 30 } as const;
type State = ListedShow['standing']['state'];

/** Everybody who looks gets the same answer for so long. */
const KEPT_MS = 1_000;

/** What was found in one second. */
type Kept = {
  readonly untilMs: number;
  everywhere: readonly ListedShow[] | null;
  readonly ofChannels: Map<ChannelId, readonly ListedShow[]>;
};

type Placed = { readonly show: ShowState; readonly standing: ListedShow['standing'] };

/** What there is to watch, for anybody: who has no link to an unlisted show never hears of it. */
export class ShowBoard {
  readonly #deps: Deps;
  #kept: Kept = { untilMs: -Infinity, everywhere: null, ofChannels: new Map() };

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Live shows, most watched first, then coming ones, soonest first. The same value for a second. */
  everywhere(): readonly ListedShow[] {
    const kept = this.#ofNow();
    return (kept.everywhere ??= this.#list(this.#deps.shows.loaded(), ['live', 'coming']));
  }

  /** The same of one channel, and its past ones, newest first. */
  ofChannel({ id }: Channel): readonly ListedShow[] {
    const { ofChannels } = this.#ofNow();
    const known = ofChannels.get(id);
    if (known) return known;
    const listed = this.#list(this.#deps.shows.ofChannel(id), ['live', 'coming', 'past']);
    ofChannels.set(id, listed);
    return listed;
  }

  #ofNow(): Kept {
    const atMs = this.#deps.clock();
    if (atMs >= this.#kept.untilMs) {
      this.#kept = { untilMs: atMs + KEPT_MS, everywhere: null, ofChannels: new Map() };
    }
    return this.#kept;
  }

  #list(shows: Iterable<{ readonly state: ShowState }>, sections: readonly State[]): readonly ListedShow[] {
    const atMs = this.#deps.clock();
    const placed = [...shows].flatMap(({ state }) => this.#place(state, atMs) ?? []);
    return sections.flatMap((section) =>
      placed
        .filter(({ standing }) => standing.state === section)
        .toSorted(byStanding)
        .slice(0, MOST[section])
        .flatMap((show) => this.#cardOf(show) ?? []),
    );
  }

  #place(show: ShowState, atMs: number): Placed | null {
    if (show.plan.visibility === 'unlisted') return null;
    const standing = standingOf(show, atMs);
    if (standing.state === 'unannounced') return null;
    if (standing.state !== 'live') return { show, standing };
    return { show, standing: { ...standing, watchers: this.#deps.watchersOf(show.id) } };
  }

  #cardOf({ show, standing }: Placed): ListedShow | null {
    const channel = this.#deps.records.channelById(show.channelId);
    if (!channel) return null;
    const { id, title, address, plan } = show;
    const picture = standing.state === 'live' ? this.#deps.thumbnails.of(id) : null;
    return {
      title,
      address,
      channel: { name: channel.name, handle: channel.handle },
      category: plan.category,
      standing,
      thumbnail: picture && thumbnailPath(id, picture),
    };
  }
}

const byStanding = ({ standing: one }: Placed, { standing: other }: Placed): number => {
  if (one.state === 'live' && other.state === 'live') {
    return other.watchers - one.watchers || other.startedAtMs - one.startedAtMs;
  }
  if (one.state === 'coming' && other.state === 'coming') return one.startsAtMs - other.startsAtMs;
  if (one.state === 'past' && other.state === 'past') return other.endedAtMs - one.endedAtMs;
  return 0;
};
