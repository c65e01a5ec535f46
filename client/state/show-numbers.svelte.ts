import type { NumbersReport } from '../../shared/show/numbers-report.ts';
import type { Connection } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { Attempts } from './attempts.ts';
import { repeat } from './repeat.ts';

type Options = { readonly call: Connection['call']; readonly attempts: Attempts; readonly clock: Clock };

/** Fresh enough to watch: the server itself counts every ten seconds, what is sold at once. */
const READ_EVERY_MS = 3_000;

/** How the show goes, in numbers: read again and again while somebody looks. */
export class ShowNumbers {
  readonly #options: Options;
  /** The newest that came; null before the first. While the line is lost, the last ones stay. */
  #report = $state.raw<NumbersReport | null>(null);

  constructor(options: Options) {
    this.#options = options;
  }

  get report(): NumbersReport | null {
    return this.#report;
  }

  /** They are on the screen until the function that this gives is called. */
  lookAt(): () => void {
    void this.#read();
    const reading = repeat(this.#options.clock, READ_EVERY_MS, () => void this.#read());
    return () => void reading.close();
  }

  async #read(): Promise<void> {
    const { call, attempts } = this.#options;
    const read = await attempts.ask(() => call('numbers.read', {}));
    if (read.ok) this.#report = read.value;
  }
}
