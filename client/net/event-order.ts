/** A page of the crew has every event of its show; a viewer's is not told of the crew's, so the numbers of its events may jump. */
export type LogView = 'whole' | 'public';

/**
 * Where an event of the log stands: `next` is applied, `repeated` is known already (a resume overlaps), `gap` means that events
 * were lost on the way and must be fetched by resuming. `lastSeq` is the last applied one.
 */
export const placeEvent = (lastSeq: number, seq: number, view: LogView): 'next' | 'repeated' | 'gap' => {
  if (seq <= lastSeq) return 'repeated';
  return view === 'public' || seq === lastSeq + 1 ? 'next' : 'gap';
};
