import type { SharedSurface, SourceStatus } from '../../../shared/scene/source-opening.ts';

type Live = Pick<Extract<SourceStatus, { state: 'live' }>, 'label' | 'surface'>;
type Sayable = Exclude<SharedSurface, 'unknown'>;

/** What an open source is, in a word or two: the device's name, or what of a screen is shared; empty when nobody knows. */
export const liveLabel = ({ label, surface }: Live, say: (surface: Sayable) => string): string =>
  surface === null || surface === 'unknown' ? label : say(surface);
