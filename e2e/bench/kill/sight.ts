import type { ToldLoggedEvent } from '../../../shared/show/event.ts';
import { applyTold } from '../../../shared/show/apply-told.ts';
import type { ShowState } from '../../../shared/show/state.ts';
import { isOfDraw, lineOf } from './books.ts';

/** A show as a page has it, from its opening on; `told` gets what it hears of draws, to be found again in the log. */
export class Sight {
  readonly #told: Set<string>;
  readonly #early: ToldLoggedEvent[] = [];
  #show: ShowState | null = null;

  constructor(told: Set<string>) {
    this.#told = told;
  }

  get show(): ShowState | null {
    return this.#show;
  }

  /** When the server draws what is gathered now, as far as pages are told. */
  get drawsAtMs(): readonly number[] {
    const { flash = null, giveaway = null } = this.#show ?? {};
    return [
      ...(flash?.life.phase === 'open' && flash.life.draw === 'gathering' ? [flash.life.drawsAtMs] : []),
      ...(giveaway?.life.phase === 'open' ? [giveaway.closesAtMs] : []),
    ];
  }

  open(show: ShowState): void {
    this.#show = show;
    for (const logged of this.#early.splice(0)) this.hear(logged);
  }

  hear(logged: ToldLoggedEvent): void {
    if (isOfDraw(logged.event)) this.#told.add(lineOf(logged));
    if (this.#show === null) this.#early.push(logged);
    else if (logged.seq > this.#show.seq) this.#show = applyTold(this.#show, logged);
  }
}
