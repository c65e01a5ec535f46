import type { ListedShow } from '../../shared/protocol/lobby.ts';

/**
 * The list as it is now, with everything at the place where somebody is looking at it: what has changed changes there, what is new
 * comes behind, and a show that is over says so instead of pulling the others up.
 */
export const mergeListed = (
  shown: readonly ListedShow[],
  fresh: readonly ListedShow[],
  atMs: number,
): readonly ListedShow[] => {
  const byAddress = new Map(fresh.map((show) => [show.address, show]));
  const known = new Set(shown.map(({ address }) => address));
  return [
    ...shown.flatMap((show) => byAddress.get(show.address) ?? overOf(show, atMs)),
    ...fresh.filter(({ address }) => !known.has(address)),
  ];
};

const overOf = (show: ListedShow, atMs: number): readonly ListedShow[] => {
  const { standing } = show;
  if (standing.state === 'coming') return [];
  if (standing.state === 'past') return [show];
  const { startedAtMs } = standing;
  return [{ ...show, thumbnail: null, standing: { state: 'past', startedAtMs, endedAtMs: atMs } }];
};
