/**
 * Where an event of the log stands: `next` is applied, `repeated` is known already (a resume overlaps), `gap` means that events
 * were lost on the way and must be fetched by resuming. `lastSeq` is the last applied one.
 */
export const placeEvent = (lastSeq: number, seq: number): 'next' | 'repeated' | 'gap' => {
  if (seq <= lastSeq) return 'repeated';
  return seq === lastSeq + 1 ? 'next' : 'gap';
};
