import { Invites, type InvitesDeps } from './invites.ts';
import type { PageTransport } from './secret-cookie.ts';
import { Seats } from './seats.ts';

/** Links and seats over a test's store. */
export const makeDoors = ({ transport, ...deps }: InvitesDeps & { readonly transport: PageTransport }) => {
  const invites = new Invites(deps);
  return { invites, seats: new Seats({ ...deps, invites, transport }) };
};
export type Doors = ReturnType<typeof makeDoors>;
