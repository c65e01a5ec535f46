import type { ErrorCode } from '../../shared/errors.ts';
import type { Scope } from '../../shared/lifetime.ts';
import { PersonName } from '../../shared/show/participant.ts';
import { controlsPath, deskPath, type Seat } from '../../shared/protocol/http.ts';
import { hasControls, hasDesk } from '../../shared/show/permissions.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import type { MonitorState } from '../audio/monitor.ts';
import type { Clock } from '../platform/clock.ts';
import type { PageSignal } from '../platform/page-signals.ts';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';
import type { GuestAddress } from './guest-address.ts';
import { GuestEntry, type EntryStep } from './guest-entry.svelte.ts';
import { GuestRoom, type GuestRoomPorts } from './guest-room.svelte.ts';
import type { CallEndpoint } from './lobby.svelte.ts';
import { PersonDevices, type PersonDevicesOptions } from './person-devices.svelte.ts';

export type GuestOptions = GuestRoomPorts &
  Omit<PersonDevicesOptions, 'role' | 'store'> & {
    readonly address: GuestAddress;
    readonly callEndpoint: CallEndpoint;
    readonly clock: Clock;
    /** The secret leaves the address, and a reload comes back to the seat. */
    readonly showSeat: (seat: Seat) => void;
    /** Whether this browser can run the studio. */
    readonly canControl: boolean;
    readonly goTo: (path: string) => void;
    readonly stores: { readonly device: TextStore | null; readonly tab: TextStore | null };
  };

/** Where the page stands. `over`: out of the studio, by the person's own wish (`code` null) or because the server says so. */
export type GuestPlace =
  | { readonly at: 'door'; readonly entry: EntryStep }
  | { readonly at: 'room'; readonly room: GuestRoom }
  | { readonly at: 'over'; readonly code: ErrorCode | null };

const NAME_KEY = 'tally.name';

/** The page of somebody who came by a link: the door, the green room, and their place in the studio. */
export class Guest {
  readonly entry: GuestEntry;
  readonly #options: GuestOptions;
  readonly #scope: Scope;
  #devices = $state.raw<PersonDevices | null>(null);
  #room = $state.raw<{ readonly room: GuestRoom; readonly scope: Scope } | null>(null);
  #over = $state.raw<{ readonly code: ErrorCode | null } | null>(null);
  #sound = $state.raw<MonitorState>('quiet');
  #areDevicesOpen = false;

  constructor(options: GuestOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    const { monitor, stores } = options;
    this.entry = scope.use(
      new GuestEntry({
        ...options,
        knownName: () => readKept(stores.device, NAME_KEY, PersonName),
        onStep: (step) => this.#handleStep(step),
      }),
    );
    this.#sound = monitor.state;
    monitor.onState((state) => (this.#sound = state));
  }

  get place(): GuestPlace {
    if (this.#over) return { at: 'over', code: this.#over.code };
    return this.#room ? { at: 'room', room: this.#room.room } : { at: 'door', entry: this.entry.now };
  }

  /** Null until it is known what this person comes for. */
  get devices(): PersonDevices | null {
    return this.#devices;
  }

  /** Where the person of a seat controls the show; null for those who do not, and where this browser cannot. */
  controlsOf({ role, showId }: Seat): string | null {
    return this.#options.canControl && hasControls(role) ? controlsPath(showId) : null;
  }

  /** Whether the others are heard; browsers hold sound back until a gesture. */
  get sound(): MonitorState {
    return this.#sound;
  }

  /** In a gesture: plays what the browser held back. */
  async resumeSound(): Promise<void> {
    await this.#options.monitor.resume();
  }

  /** Whether somebody who is out can come in again from here. */
  get canReturn(): boolean {
    const code = this.#over?.code ?? null;
    return code === 'session.replaced' || (code === null && this.entry.canReturn);
  }

  /** In again: at once where another tab has the seat, through the green room where it was given back. */
  async comeBack(): Promise<void> {
    const code = this.#over?.code;
    this.#over = null;
    const { now } = this.entry;
    if (code === 'session.replaced' && now.step === 'seated') await this.#takeSeat(now.seat);
    else await this.entry.look();
  }

  handleSignal({ type }: PageSignal): void {
    if (type === 'hidden' || type === 'offline') return;
    if (type === 'visible') this.#room?.room.probe();
    else this.#room?.room.handleNetworkChange();
    void this.#devices?.recover();
  }

  handleDeviceChange(): void {
    void this.#devices?.refresh();
  }

  #handleStep(step: EntryStep): void {
    if (step.step === 'green-room') void this.#openDevices(step.door.role);
    if (step.step !== 'seated') return;
    keep(this.#options.stores.device, NAME_KEY, step.seat.name);
    this.#options.showSeat(step.seat);
    const { role, showId } = step.seat;
    // All that they do is there.
    if (hasDesk(role) && !hasControls(role)) return this.#options.goTo(deskPath(showId));
    const controls = this.controlsOf(step.seat);
    // A producer has come to work. Whoever returns to this page wants it.
    if (controls !== null && role === 'producer' && this.#options.address.by === 'link') {
      return this.#options.goTo(controls);
    }
    void this.#takeSeat(step.seat);
  }

  async #takeSeat(seat: Seat): Promise<void> {
    const opening = this.#openDevices(seat.role);
    const devices = this.#devices;
    if (!devices || this.#room) return;
    const scope = this.#scope.child();
    const room = new GuestRoom({ ...this.#options, seat, devices, onEnd: (code) => this.#end(code) }, scope);
    this.#room = { room, scope };
    await opening;
  }

  async #openDevices(role: StudioRole): Promise<void> {
    this.#devices ??= new PersonDevices({ ...this.#options, role, store: this.#options.stores.tab }, this.#scope);
    if (this.#areDevicesOpen) return;
    this.#areDevicesOpen = true;
    await this.#devices.start();
  }

  /** Out of the studio nothing looks or listens any more. */
  #end(code: ErrorCode | null): void {
    if (!this.#room) return;
    const { scope } = this.#room;
    this.#room = null;
    this.#over = { code };
    // Before the devices go: that they do is nobody's business any more.
    void scope.close();
    this.#devices?.stop();
    this.#areDevicesOpen = false;
  }
}
