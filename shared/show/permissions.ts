import type { ActorRole } from './actor.ts';
import type { ShowCommandType } from './command.ts';

/** Who may ask what. A command without a row does not compile, and a role that is not named is refused. */
const MAY: Record<ShowCommandType, readonly ActorRole[]> = {
  'show.create': ['owner'],
  'show.rename': ['owner'],
  'show.start': ['owner'],
  'show.interrupt': ['system'],
  'show.resume': ['system'],
  'show.end': ['owner'],
  'shelf.add': ['owner'],
  'shelf.change': ['owner'],
  'shelf.move': ['owner'],
  'shelf.remove': ['owner'],
  'callout.open': ['owner'],
  'callout.close': ['owner'],
  'program.mark': ['owner'],
};

/** Whether `role` may ask for `command` of its own show. Whose show it is, is the caller's to check. */
export const isAllowed = (role: ActorRole, command: ShowCommandType): boolean => MAY[command].includes(role);
