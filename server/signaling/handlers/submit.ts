import { ok, type Result } from '../../../shared/result.ts';
import type { ShowCommand } from '../../../shared/show/command.ts';
import type { ShowEvent } from '../../../shared/show/event.ts';
import type { PersonContext } from '../handler.ts';

type Nothing = Record<never, never>;

/** Asks the show under the place of the page's own person, and gives what happened. */
export const submit = async (
  { room, session }: PersonContext,
  command: ShowCommand,
): Promise<Result<readonly ShowEvent[]>> => {
  const outcome = await room.actor.submit(command, session.actor);
  return outcome.ok ? ok(outcome.value.map(({ event }) => event)) : outcome;
};

/** The same where the page needs no answer but that it was done. */
export const plainly = async (context: PersonContext, command: ShowCommand): Promise<Result<Nothing>> => {
  const outcome = await submit(context, command);
  return outcome.ok ? ok({}) : outcome;
};
