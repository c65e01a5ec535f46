import type { ParticipantId } from '../../shared/ids.ts';
import { participantOf } from '../../shared/show/crew.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { isRunning } from '../../shared/show/life.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { ProgramState, Vigilance } from '../sfu/port.ts';

type RescueOptions = {
  readonly show: () => ShowState;
  /** How long the program of a maker who is there may be gone. */
  readonly rescueAfterMs: number;
  /** How long it may take a maker who is there, and has just taken over, to begin. */
  readonly beginWithinMs: number;
  readonly submit: (command: ShowCommand) => void;
};

/** Until when, in `performance.now()`, this maker's program may be gone while they are there. */
type Gap = { readonly makerId: ParticipantId; readonly endsMs: number };

/**
 * Gives a running show to whoever stands by when its maker is lost: at once when both their page and their program are gone, after
 * a while when only the program is. A page that only lost its line goes on making the program, and keeps it.
 */
export class Rescue {
  readonly #options: RescueOptions;
  #gap: Gap | null = null;
  /** Whose program flowed last. */
  #flowedId: ParticipantId | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: RescueOptions) {
    this.#options = options;
  }

  /** How closely the program is to be watched: a page without a line may be a browser that died. */
  get vigilance(): Vigilance {
    const { makerId, standbyId } = this.#production;
    return makerId !== null && standbyId !== null && !this.#isHere(makerId) ? 'high' : 'usual';
  }

  /** Called whenever the show or its program has changed. */
  react(program: ProgramState): void {
    this.#stopTimer();
    const { makerId, standbyId } = this.#production;
    if (program === 'flowing') this.#flowedId = makerId;
    if (makerId === null || program === 'flowing') {
      this.#gap = null;
      return;
    }
    const { rescueAfterMs, beginWithinMs, submit } = this.#options;
    if (this.#gap?.makerId !== makerId) {
      const allowedMs = this.#flowedId === makerId ? rescueAfterMs : beginWithinMs;
      this.#gap = { makerId, endsMs: performance.now() + allowedMs };
    }
    if (standbyId === null) return;
    const leftMs = this.#isHere(makerId) ? this.#gap.endsMs - performance.now() : 0;
    if (leftMs <= 0) submit({ type: 'production.rescue', makerId });
    // Looked at again after a rescue too: the store may have failed to keep it.
    this.#timer = setTimeout(() => this.react(program), leftMs > 0 ? leftMs : rescueAfterMs);
  }

  close(): void {
    this.#stopTimer();
  }

  /** Nobody makes or rescues the program of a show that does not run. */
  get #production(): { readonly makerId: ParticipantId | null; readonly standbyId: ParticipantId | null } {
    const { life, crew } = this.#options.show();
    return (isRunning(life) ? crew?.production : null) ?? { makerId: null, standbyId: null };
  }

  #isHere(participantId: ParticipantId): boolean {
    const { crew } = this.#options.show();
    return crew !== null && participantOf(crew, participantId)?.presence.state === 'here';
  }

  #stopTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
