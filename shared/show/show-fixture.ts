import * as v from 'valibot';
import { assert } from '../invariant.ts';
import { ChannelId, InviteId, ParticipantId, ShowAddress, ShowId, type ItemId } from '../ids.ts';
import { Currency } from '../money.ts';
import { seededRandom, type Random } from '../random.ts';
import type { Result } from '../result.ts';
import { HOST, HOST_ID, SYSTEM, type Actor, type ActorRole, type StudioRole } from './actor.ts';
import { apply } from './apply.ts';
import type { ShowCommand } from './command.ts';
import type { CrewState } from './crew.ts';
import { decide } from './decide.ts';
import type { LoggedEvent, ShowEvent } from './event.ts';
import type { FirstVisibility, ItemFacts } from './item.ts';
import type { Explaining } from './participant.ts';
import { NO_PLAN } from './plan.ts';
import type { ShowState } from './state.ts';

export const someFacts = (facts: Partial<ItemFacts> = {}): ItemFacts => ({
  name: 'Longjing tea',
  priceMinor: 3_990,
  formerPriceMinor: null,
  currency: v.parse(Currency, 'CNY'),
  stock: 10,
  link: null,
  pictureId: null,
  sku: null,
  limitPerBuyer: null,
  ...facts,
});

export const createCommand: Extract<ShowCommand, { type: 'show.create' }> = {
  type: 'show.create',
  id: v.parse(ShowId, 'show1'),
  channelId: v.parse(ChannelId, 'channel1'),
  title: 'Spring teas',
  address: v.parse(ShowAddress, 'spring-teas'),
  plan: NO_PLAN,
};

export const personId = (text: string): ParticipantId => v.parse(ParticipantId, text);

/** Somebody of this role; people of the studio have the place that is named after their role unless `place` says otherwise. */
export const actorAs = (role: ActorRole, place?: ParticipantId): Actor => {
  if (role === 'viewer' || role === 'system') return { role };
  return { role, participantId: place ?? (role === 'host' ? HOST_ID : personId(role)) };
};

type SellerJoining = { readonly invite: string; readonly explaining: Explaining };

/** A show driven by commands, as its actor drives it, without a store. */
export class ScriptedShow {
  readonly log: LoggedEvent[] = [];
  readonly #random: Random;
  #state: ShowState | null = null;
  atMs = 1_000;

  constructor(random: Random = seededRandom(1)) {
    this.#random = random;
  }

  /** A show that exists; `live` has been started too. */
  static in(phase: 'draft' | 'live', random?: Random): ScriptedShow {
    const show = new ScriptedShow(random);
    show.must(createCommand);
    if (phase === 'live') show.must({ type: 'show.start' });
    return show;
  }

  get state(): ShowState {
    assert(this.#state, 'the show exists');
    return this.#state;
  }

  get maybeState(): ShowState | null {
    return this.#state;
  }

  ask(command: ShowCommand, actor: Actor = HOST): Result<readonly ShowEvent[]> {
    const result = decide(this.#state, command, { actor, atMs: this.atMs, random: this.#random });
    for (const event of result.ok ? result.value : []) {
      const logged = { seq: this.log.length + 1, atMs: this.atMs, event };
      this.#state = apply(this.#state, logged);
      this.log.push(logged);
    }
    return result;
  }

  must(command: ShowCommand, actor: Actor = HOST): readonly ShowEvent[] {
    const result = this.ask(command, actor);
    assert(result.ok, `${command.type} was refused`);
    return result.value;
  }

  get crew(): CrewState {
    assert(this.state.crew, 'the whole show is known here');
    return this.state.crew;
  }

  /** Somebody comes into the studio. */
  join(place: string, role: StudioRole = 'guest'): ParticipantId {
    const participantId = personId(place);
    this.must({ type: 'people.join', participantId, role, name: place, inviteId: null, explaining: 'at-once' }, SYSTEM);
    return participantId;
  }

  /** Somebody comes in with a till; who come by the same link sell together. */
  joinSeller(place: string, { invite = place, explaining = 'at-once' }: Partial<SellerJoining> = {}): Actor {
    const participantId = personId(place);
    const inviteId = v.parse(InviteId, invite);
    this.must({ type: 'people.join', participantId, role: 'seller', name: place, inviteId, explaining }, SYSTEM);
    return actorAs('seller', participantId);
  }

  addItem(facts: Partial<ItemFacts> = {}, visibility: FirstVisibility = 'listed', actor: Actor = HOST): ItemId {
    this.must({ type: 'shelf.add', facts: someFacts(facts), visibility }, actor);
    const itemId = this.state.itemIds.at(-1);
    assert(itemId, 'the item was added');
    return itemId;
  }
}
