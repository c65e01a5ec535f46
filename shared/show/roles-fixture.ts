import type { StudioRole } from './actor.ts';

// Who is who for tests of what people may do: said a second time here, so that a slip in `permissions.ts` is seen.

export const MAKERS: readonly StudioRole[] = ['host', 'co-host'];
export const CONTROL: readonly StudioRole[] = [...MAKERS, 'producer'];
export const SHELF: readonly StudioRole[] = [...CONTROL, 'operator'];
export const ORDER: readonly StudioRole[] = [...SHELF, 'moderator'];
export const CREW: readonly StudioRole[] = [...ORDER, 'guest', 'seller', 'camera'];
