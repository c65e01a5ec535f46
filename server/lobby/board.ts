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

/** What there is to watch, for anybody. */
export class ShowBoard {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Live shows, most watched first, then coming ones, soonest first. */
  everywhere(): readonly ListedShow[] {
    const states = [...this.#deps.shows.loaded()].map(({ state }) => state);
    return this.#list(states, ['live', 'coming']);
  }

  /** The same of one channel, and its past ones, newest first. */
  ofChannel(channel: Channel): readonly ListedShow[] {
    const states = this.#deps.shows.ofChannel(channel.id).map(({ state }) => state);
    return this.#list(states, ['live', 'coming', 'past']);
  }

  #list(states: readonly ShowState[], sections: readonly State[]): readonly ListedShow[] {
    const atMs = this.#deps.clock();
    const listed = states.flatMap((state) => this.#cardOf(state, atMs) ?? []);
    return sections.flatMap((section) =>
      listed
        .filter(({ standing }) => standing.state === section)
        .toSorted(byStanding)
        .slice(0, MOST[section]),
    );
  }

  #cardOf(show: ShowState, atMs: number): ListedShow | null {
    const standing = standingOf(show, atMs);
    if (standing.state === 'unannounced') return null;
    const channel = this.#deps.records.channelById(show.channelId);
    if (!channel) return null;
    const { id, title, address, plan } = show;
    const card = { title, address, channel: { name: channel.name, handle: channel.handle }, category: plan.category };
    if (standing.state !== 'live') return { ...card, standing, thumbnail: null };
    const picture = this.#deps.thumbnails.of(id);
    return {
      ...card,
      standing: { ...standing, watchers: this.#deps.watchersOf(id) },
      thumbnail: picture && thumbnailPath(id, picture),
    };
  }
}

const byStanding = ({ standing: one }: ListedShow, { standing: other }: ListedShow): number => {
  if (one.state === 'live' && other.state === 'live') {
    return other.watchers - one.watchers || other.startedAtMs - one.startedAtMs;
  }
  if (one.state === 'coming' && other.state === 'coming') return one.startsAtMs - other.startsAtMs;
  if (one.state === 'past' && other.state === 'past') return other.endedAtMs - one.endedAtMs;
  return 0;
};
