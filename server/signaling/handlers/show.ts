import { assert } from '../../../shared/invariant.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import { HOST } from '../../../shared/show/actor.ts';
import type { ShowCommand } from '../../../shared/show/command.ts';
import type { ShowEvent } from '../../../shared/show/event.ts';
import type { Contexts, HandlersOf } from '../handler.ts';

type Studio = Contexts['studio'];
type Nothing = Record<never, never>;

const submit = async ({ room }: Studio, command: ShowCommand): Promise<Result<readonly ShowEvent[]>> => {
  const outcome = await room.actor.submit(command, HOST);
  return outcome.ok ? ok(outcome.value.map(({ event }) => event)) : outcome;
};

const plainly = async (context: Studio, command: ShowCommand): Promise<Result<Nothing>> => {
  const outcome = await submit(context, command);
  return outcome.ok ? ok({}) : outcome;
};

type ShowMethods = 'show.rename' | 'show.start' | 'show.end' | `shelf.${string}` | `callout.${string}` | 'program.mark';

/** Commands of the show's owner: the show decides, the media follows. */
export const showHandlers: Pick<HandlersOf<'studio'>, Extract<keyof HandlersOf<'studio'>, ShowMethods>> = {
  'show.rename': (context, { title }) => plainly(context, { type: 'show.rename', title }),
  'show.start': (context) =>
    context.room.media.program === 'absent' ? refuse('show.no-program') : plainly(context, { type: 'show.start' }),
  'show.end': (context) => plainly(context, { type: 'show.end' }),
  'shelf.add': async (context, { facts }) => {
    const outcome = await submit(context, { type: 'shelf.add', facts });
    if (!outcome.ok) return outcome;
    const added = outcome.value.find((event) => event.type === 'shelf.added');
    assert(added, 'adding to the shelf adds an item');
    return ok({ itemId: added.itemId });
  },
  'shelf.change': (context, { itemId, facts }) => plainly(context, { type: 'shelf.change', itemId, facts }),
  'shelf.move': (context, { itemId, toIndex }) => plainly(context, { type: 'shelf.move', itemId, toIndex }),
  'shelf.remove': (context, { itemId }) => plainly(context, { type: 'shelf.remove', itemId }),
  'callout.open': async (context, { itemId }) => {
    const outcome = await submit(context, { type: 'callout.open', itemId });
    if (!outcome.ok) return outcome;
    const opened = outcome.value.find((event) => event.type === 'callout.opened');
    // Explaining what is explained already changes nothing, and is no failure.
    const calloutId = opened?.calloutId ?? context.room.actor.state.callout?.id;
    return calloutId === undefined ? refuse('callout.not-open') : ok({ calloutId });
  },
  'callout.close': (context, { calloutId }) => plainly(context, { type: 'callout.close', calloutId }),
  'program.mark': (context, { mark }) => plainly(context, { type: 'program.mark', mark }),
};
