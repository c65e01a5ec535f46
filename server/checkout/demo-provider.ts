import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { HoldId, ShowId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { DEMO_PAY_PATH, type DemoOutcome } from '../../shared/protocol/checkout.ts';
import type { Checkout } from './port.ts';
import { signMessage } from './signature.ts';
import { referenceOf, type Webhook } from './webhook.ts';

type DemoOptions = {
  /** What checkouts are sealed with; another one makes them worthless. */
  readonly key: string;
  /** What messages to the webhook are signed with. */
  readonly secret: string;
  readonly webhook: Webhook;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

type Asked = { readonly showId: ShowId; readonly holdId: HoldId };

/** How long a provider that is late takes to say that it was paid. */
const LATE_MS = 15_000;

/**
 * A provider that moves no money and can do what real ones do: take it, decline, be late, say it twice, or never. What it has to
 * say goes the way that a real one's messages go: signed, through the webhook.
 */
export class DemoProvider implements Checkout, Closable {
  readonly #options: DemoOptions;
  readonly #late = new Set<NodeJS.Timeout>();

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  open(hold: Asked): string {
    const reference = referenceOf(hold.showId, hold.holdId);
    // In the fragment: no server and no other site ever sees it.
    return `${DEMO_PAY_PATH}#${reference}.${this.#seal(reference)}`;
  }

  /** What a checkout is for; null for one that this provider did not make. */
  look(token: string): Asked | null {
    const [show, hold, seal, ...rest] = token.split('.');
    const showId = v.safeParse(ShowId, show);
    const holdId = v.safeParse(HoldId, hold);
    if (!showId.success || !holdId.success || seal === undefined || rest.length > 0) return null;
    const expected = Buffer.from(this.#seal(referenceOf(showId.output, holdId.output)));
    const given = Buffer.from(seal);
    const isOurs = given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
    return isOurs ? { showId: showId.output, holdId: holdId.output } : null;
  }

  /** Plays `outcome`. Resolves when what is told at once was heard. */
  async play(asked: Asked, outcome: DemoOutcome): Promise<void> {
    switch (outcome) {
      case 'paid':
        return this.#tell(asked);
      case 'twice':
        await Promise.all([this.#tell(asked), this.#tell(asked)]);
        return;
      case 'late':
        return this.#tellLater(asked);
      case 'declined':
      case 'silent':
        return;
      default:
        return assertNever(outcome);
    }
  }

  close(): void {
    for (const timer of this.#late) clearTimeout(timer);
    this.#late.clear();
  }

  #tellLater(asked: Asked): void {
    const timer = setTimeout(() => {
      this.#late.delete(timer);
      this.#tell(asked).catch((error: unknown) => {
        this.#options.log.error({ holdId: asked.holdId }, 'a late payment could not be told', error);
      });
    }, LATE_MS);
    this.#late.add(timer);
  }

  async #tell({ showId, holdId }: Asked): Promise<void> {
    const { secret, webhook, clock, log } = this.#options;
    const session = {
      id: `demo_${holdId}`,
      object: 'checkout.session',
      client_reference_id: referenceOf(showId, holdId),
      payment_status: 'paid',
    };
    const body = JSON.stringify({ type: 'checkout.session.completed', data: { object: session } });
    const heard = await webhook({ body, signature: signMessage(secret, body, clock()) });
    if (!heard.ok) log.warn({ showId, holdId, code: heard.error.code }, 'a demo payment was refused');
  }

  #seal(reference: string): string {
    return createHmac('sha256', this.#options.key).update(reference).digest('base64url');
  }
}
