import * as v from 'valibot';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { PictureId, ShowId, type ParticipantId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { Scope } from '../../../shared/lifetime.ts';
import { ENDPOINTS, type EndpointName, type Seat } from '../../../shared/protocol/http.ts';
import type { ShelfPreview } from '../../../shared/protocol/shelf-table.ts';
import type { StudioRole } from '../../../shared/show/actor.ts';
import type { Explaining } from '../../../shared/show/participant.ts';
import { personId, ScriptedShow } from '../../../shared/show/show-fixture.ts';
import { fakeClock } from '../../platform/fake-clock.ts';
import type { GuestAddress } from '../guest-address.ts';
import { Guest } from '../guest.svelte.ts';
import type { CallEndpoint } from '../lobby.svelte.ts';
import { FakeCrewMedia } from './fake-crew-media.svelte.ts';
import { CHANNEL, FakeLine } from './fake-line.ts';
import { aStore, FakePerson } from './fake-person.ts';
import { settle } from './settle.ts';

const SHOW = v.parse(ShowId, 'show1');
const LINK: GuestAddress = { by: 'link', token: 'a'.repeat(43) };

/** A server that has a show and a link into it, and a browser with devices. */
class World {
  readonly show = ScriptedShow.in('draft');
  readonly person = new FakePerson();
  readonly clock = fakeClock(1_000);
  readonly lines: FakeLine[] = [];
  readonly medias: FakeCrewMedia[] = [];
  readonly shown: Seat[] = [];
  /** Pages that this one has left for. */
  readonly visited: string[] = [];
  readonly browser = { canControl: true };
  readonly closingErrors: unknown[] = [];
  readonly scope = new Scope((error) => void this.closingErrors.push(error));
  readonly store = aStore();
  /** Why the server lets nobody in; null lets everybody in. */
  refusal: ErrorCode | null = null;
  /** What a shop's table has; null for a file that is none. */
  shelf: ShelfPreview | null = null;
  /** How many ask that the screen stays on. */
  awake = 0;
  readonly selfId: ParticipantId;
  readonly role: StudioRole;

  constructor(role: StudioRole, explaining: Explaining) {
    this.role = role;
    this.show.join('host', 'host');
    if (role === 'seller') this.show.joinSeller('mei', { explaining });
    this.selfId = role === 'seller' ? personId('mei') : this.show.join('mei', role);
  }

  get line(): FakeLine {
    const line = this.lines.at(-1);
    assert(line, 'the page opened its line');
    return line;
  }

  get media(): FakeCrewMedia {
    const media = this.medias.at(-1);
    assert(media, 'the page opened its media');
    return media;
  }

  open(address: GuestAddress): Guest {
    const { browser } = this;
    return new Guest(
      {
        ...this.person.options(),
        address,
        callEndpoint: this.#callEndpoint,
        uploadPicture: () => Promise.resolve(v.parse(PictureId, 'picture1')),
        previewShelf: () =>
          this.shelf ? Promise.resolve(this.shelf) : Promise.reject(new AppError('import.unknown-table')),
        clock: this.clock,
        showSeat: (seat) => void this.shown.push(seat),
        get canControl() {
          return browser.canControl;
        },
        goTo: (path) => void this.visited.push(path),
        stores: { device: this.store, tab: this.person.store },
        connect: (makeOpenParams, handlers, scope) => {
          const line = scope.use(new FakeLine(this.show, makeOpenParams, handlers));
          line.actor = { role: this.role, participantId: this.selfId };
          this.lines.push(line);
          return line;
        },
        openMedia: (_call, sinks, scope) => {
          const media = scope.use(new FakeCrewMedia(this.selfId, sinks));
          this.medias.push(media);
          return media;
        },
        keepAwake: () => {
          this.awake += 1;
          return { close: () => (this.awake -= 1) };
        },
      },
      this.scope,
    );
  }

  /** The line opens as this person's. */
  openLine(): Promise<void> {
    return this.line.open({ self: { participantId: this.selfId, role: this.role } });
  }

  readonly #callEndpoint: CallEndpoint = async (name, body) => {
    if (this.refusal) throw new AppError(this.refusal);
    return v.parse(ENDPOINTS[name].result, this.#answers(body)[name]);
  };

  #answers(body: unknown): Partial<Record<EndpointName, unknown>> {
    const door = { showId: SHOW, title: 'Spring teas', channel: CHANNEL, role: this.role };
    const asked = v.safeParse(v.object({ name: v.string() }), body);
    const seat: Seat = { showId: SHOW, name: asked.success ? asked.output.name : 'Mei', role: this.role };
    return { lookAtInvite: { door, name: 'Guest 1', seat: null }, enterStudio: { seat }, findSeat: { door, seat } };
  }
}

/** The page at the green room. */
export const aGuest = async (
  role: StudioRole = 'guest',
  address: GuestAddress = LINK,
  explaining: Explaining = 'at-once',
) => {
  const world = new World(role, explaining);
  const guest = world.open(address);
  await guest.entry.look();
  await settle();
  return { world, guest };
};

/** The page backstage, with the line open. */
export const guestInStudio = async (role: StudioRole = 'guest', explaining: Explaining = 'at-once') => {
  const { world, guest } = await aGuest(role, LINK, explaining);
  await guest.entry.enter('Mei');
  await settle();
  await world.openLine();
  const { place } = guest;
  assert(place.at === 'room', 'the page is in the studio');
  return { world, guest, room: place.room };
};
