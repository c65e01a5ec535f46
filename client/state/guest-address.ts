import * as v from 'valibot';
import { ShowId } from '../../shared/ids.ts';
import { JOIN_PATH } from '../../shared/protocol/http.ts';
import { InviteToken } from '../../shared/protocol/invites.ts';

/** What brought somebody to the page: a link that they opened, or a place in a show that they have already. */
export type GuestAddress =
  | { readonly by: 'link'; readonly token: string }
  | { readonly by: 'seat'; readonly showId: ShowId }
  | { readonly by: 'nothing' };

/** A link that was cut short or mistyped leads nowhere: the server need not be asked. */
export const guestAddressOf = ({ pathname, hash }: Pick<Location, 'pathname' | 'hash'>): GuestAddress => {
  const token = v.safeParse(InviteToken, hash.slice(1));
  if (token.success) return { by: 'link', token: token.output };
  const showId = v.safeParse(ShowId, pathname.slice(JOIN_PATH.length + 1));
  return showId.success ? { by: 'seat', showId: showId.output } : { by: 'nothing' };
};
