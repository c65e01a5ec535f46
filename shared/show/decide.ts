import { assert, assertNever } from '../invariant.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { Actor } from './actor.ts';
import { decideChat } from './chat-decide.ts';
import { decideCallout } from './callout.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { decideFlash, type FlashCommand } from './flash-decide.ts';
import { decidePlan, type PlanCommand } from './flash-plan.ts';
import { decideGiveaway, type GiveawayCommand } from './giveaway-decide.ts';
import { decideCreate, decideLife } from './life-decide.ts';
import { decideMark } from './mark.ts';
import { decidePeople, type PeopleCommand } from './people.ts';
import { isAllowed } from './permissions.ts';
import { decideProduction, type ProductionCommand } from './production.ts';
import { decideSellers } from './sellers-decide.ts';
import { afterLeaving } from './sellers-leave.ts';
import { afterRenaming } from './sellers-rename.ts';
import { decideShelf } from './shelf.ts';
import { decideStage, type StageCommand } from './stage.ts';
import type { ShowState } from './state.ts';
import { decideStock } from './stock-decide.ts';
import { decideTill, type TillCommand } from './till.ts';
import { decideTalk, type TalkCommand } from './talk.ts';

/** Who asks and when (epoch milliseconds of the server's clock), and where new ids come from. */
export type Circumstances = { readonly actor: Actor; readonly atMs: number; readonly random: Random };

/**
 * What `command` makes happen, or why it does not. `null` is the state before `show.create`. A command that changes
 * nothing gives no events. `auth.forbidden` when the role may not ask; `show.not-found` before the show exists.
 */
export const decide = (
  state: ShowState | null,
  command: ShowCommand,
  { actor, atMs, random }: Circumstances,
): Result<readonly ShowEvent[]> => {
  if (!isAllowed(actor.role, command.type)) return refuse('auth.forbidden');
  if (command.type === 'show.create') return state ? refuse('show.address-taken') : decideCreate(command);
  if (!state) return refuse('show.not-found');
  switch (command.type) {
    case 'show.rename':
    case 'show.plan':
    case 'show.start':
    case 'show.interrupt':
    case 'show.resume':
    case 'show.end':
      return decideLife(state, command, atMs);
    case 'shelf.add':
    case 'shelf.addAll':
    case 'shelf.change':
    case 'shelf.move':
    case 'shelf.remove':
    case 'shelf.list':
    case 'shelf.unlist':
      return decideShelf(state, command, { actor, atMs, random });
    case 'stock.correct':
      return decideStock(withPeople(state), command, { actor, atMs });
    case 'callout.open':
    case 'callout.close':
      return decideCallout(state, command, { actor, random });
    case 'seller.ask':
    case 'seller.drop':
    case 'seller.answer':
    case 'seller.close':
      return decideSellers(state, command, { actor, atMs, random });
    case 'chat.write':
    case 'chat.speak':
    case 'chat.remove':
    case 'chat.pin':
    case 'chat.air':
    case 'chat.slow':
    case 'chat.holdWords':
    case 'chat.settle':
    case 'chat.restrict':
    case 'question.ask':
    case 'question.vote':
    case 'question.answer':
    case 'question.finish':
      return decideChat(withPeople(state), command, { actor, atMs, random });
    case 'program.mark':
      return decideMark(state, command);
    case 'audience.count':
      return ok([{ ...command, type: 'audience.counted' }]);
    default:
      return isOfSale(command)
        ? decideSale(state, command, { actor, atMs, random })
        : decideCrew(state, command, { actor, atMs, random });
  }
};

const withPeople = (state: ShowState) => {
  const { chatters, crew } = state;
  assert(chatters && crew, 'whoever decides knows the whole show');
  return { ...state, chatters, crew };
};

type SaleCommand = TillCommand | FlashCommand | PlanCommand | GiveawayCommand;

const isOfSale = (command: SaleCommand | CrewCommand): command is SaleCommand =>
  ['hold.', 'order.', 'flash.', 'giveaway.'].some((family) => command.type.startsWith(family));

const decideSale = (
  state: ShowState,
  command: SaleCommand,
  circumstances: Circumstances,
): Result<readonly ShowEvent[]> => {
  const { ledger, chatters, crew } = state;
  assert(ledger && chatters && crew, 'whoever decides knows the whole show');
  switch (command.type) {
    case 'flash.plan':
    case 'flash.unplan':
      return decidePlan(state, command);
    case 'flash.start':
    case 'flash.cancel':
    case 'flash.close':
    case 'flash.advance':
      return decideFlash({ ...state, ledger }, command, circumstances);
    case 'giveaway.start':
    case 'giveaway.cancel':
    case 'giveaway.enter':
    case 'giveaway.advance':
      return decideGiveaway({ ...state, ledger, chatters, crew }, command, circumstances);
    default:
      return decideTill({ ...state, ledger }, command, circumstances);
  }
};

type CrewCommand = PeopleCommand | StageCommand | ProductionCommand | TalkCommand;

const decideCrew = (
  state: ShowState,
  command: CrewCommand,
  { actor, atMs, random }: Circumstances,
): Result<readonly ShowEvent[]> => {
  const { crew } = state;
  assert(crew, 'whoever decides knows the crew');
  switch (command.type) {
    case 'people.join':
    case 'people.rename': {
      const decided = decidePeople(crew, command, actor);
      return decided.ok ? ok(afterRenaming(state, decided.value)) : decided;
    }
    case 'people.lose':
    case 'people.switch':
    case 'people.mute':
    case 'people.setPicture':
    case 'people.setFader':
    case 'people.setQuality':
      return decidePeople(crew, command, actor);
    case 'people.leave':
    case 'people.remove': {
      const decided = decidePeople(crew, command, actor);
      return decided.ok ? ok(afterLeaving(state, decided.value, atMs)) : decided;
    }
    case 'stage.enter':
    case 'stage.leave':
    case 'stage.move':
    case 'stage.spotlight':
    case 'stage.cue':
    case 'stage.setScreen':
      return decideStage(crew, command);
    case 'production.open':
    case 'production.edit':
    case 'production.take':
    case 'production.standBy':
    case 'production.appoint':
    case 'production.handOver':
    case 'production.rescue':
      return decideProduction(crew, command, actor);
    case 'talk.post':
    case 'talk.remove':
      return decideTalk(crew, command, { actor, random });
    default:
      return assertNever(command);
  }
};
