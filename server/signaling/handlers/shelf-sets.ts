import { makeId, ShelfSetId } from '../../../shared/ids.ts';
import type { Random } from '../../../shared/random.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import { hasShelf } from '../../../shared/show/permissions.ts';
import { setItemsOf, type ShelfSetCard } from '../../../shared/show/shelf-set.ts';
import type { Records } from '../../store/port.ts';
import type { MethodOf, PersonContext, PersonHandlers } from '../handler.ts';
import { plainly } from './submit.ts';

type Deps = {
  readonly records: Pick<Records, 'shelfSetsOf' | 'shelfSet' | 'saveShelfSet' | 'deleteShelfSet'>;
  readonly random: Random;
};
type Sets = { readonly sets: ShelfSetCard[] };

/** The channel's sets, for those who may fill its show's shelf. A set of another channel is none. */
export const makeShelfSetHandlers = ({
  records,
  random,
}: Deps): PersonHandlers<Extract<MethodOf<'crew'>, `shelfSet.${string}`>> => {
  const listed = ({ room }: PersonContext): Result<Sets> =>
    ok({ sets: [...records.shelfSetsOf(room.actor.state.channelId)] });
  return {
    'shelfSet.list': (context) => (mayFill(context) ? listed(context) : refuse('auth.forbidden')),
    'shelfSet.save': (context, { name }) => {
      if (!mayFill(context)) return refuse('auth.forbidden');
      const { channelId, ...shelf } = context.room.actor.state;
      const items = setItemsOf(shelf);
      if (items.length === 0) return refuse('shelf.nothing-to-save');
      const saved = records.saveShelfSet(channelId, { id: makeId(ShelfSetId, random), name, items });
      return saved === 'full' ? refuse('shelf.too-many-sets') : listed(context);
    },
    'shelfSet.put': (context, { setId }) => {
      if (!mayFill(context)) return refuse('auth.forbidden');
      const set = records.shelfSet(context.room.actor.state.channelId, setId);
      return set ? plainly(context, { type: 'shelf.addAll', items: [...set.items] }) : refuse('shelf.set-not-found');
    },
    'shelfSet.delete': (context, { setId }) => {
      if (!mayFill(context)) return refuse('auth.forbidden');
      const deleted = records.deleteShelfSet(context.room.actor.state.channelId, setId);
      return deleted === 'unknown' ? refuse('shelf.set-not-found') : listed(context);
    },
  };
};

const mayFill = ({ session }: PersonContext): boolean => hasShelf(session.actor.role);
