import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { assert } from '../../../shared/invariant.ts';
import { signMessage } from '../signature.ts';

export type FakeSession = {
  readonly id: string;
  readonly url: string;
  readonly params: URLSearchParams;
  status: 'open' | 'complete' | 'expired';
};

type FakeAsk = {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
};

type FakeAnswer = { readonly status: number; readonly body: object; readonly isReplayed?: true };

/** How the next request goes wrong: an answer of this status, a line that breaks, or silence. */
type Fault = number | 'broken' | 'silent';

export const STRIPE_KEYS = { secretKey: 'sk_test_of_the_fixture', webhookSecret: 'whsec_of_the_fixture' };

/** Stripe as far as it is used here, over real HTTP: it keeps what came under an idempotency key, and signs what it tells. */
export class FakeStripe {
  readonly asked: FakeAsk[] = [];
  readonly faults: Fault[] = [];
  readonly sessions: FakeSession[] = [];
  readonly #answers = new Map<string, FakeAnswer & { readonly sent: string }>();
  readonly #givenBack = new Set<string>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  static async open(): Promise<FakeStripe> {
    const fake = new FakeStripe();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get settings() {
    const address = this.#server.address();
    assert(typeof address === 'object' && address, 'it listens on a port');
    return { ...STRIPE_KEYS, apiBase: `http://127.0.0.1:${address.port}` };
  }

  get session(): FakeSession {
    const session = this.sessions.at(-1);
    assert(session, 'a session was made');
    return session;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let sent = '';
    for await (const chunk of request.setEncoding('utf8')) sent += String(chunk);
    const path = request.url ?? '';
    this.asked.push({ path, params: new URLSearchParams(sent), headers: request.headers });
    const fault = this.faults.shift();
    if (fault === 'silent') return;
    if (fault === 'broken') {
      request.socket.destroy();
      return;
    }
    const { status, body, isReplayed } = this.#once(request, path, sent, typeof fault === 'number' ? fault : null);
    const replayed = isReplayed && { 'Idempotent-Replayed': 'true' };
    response.writeHead(status, { 'Content-Type': 'application/json', ...replayed }).end(JSON.stringify(body));
  }

  #once(request: IncomingMessage, path: string, sent: string, fault: number | null): FakeAnswer {
    if (request.headers.authorization !== `Bearer ${STRIPE_KEYS.secretKey}`) return refusal(401, 'api_key_invalid');
    const key = String(request.headers['idempotency-key']);
    const known = this.#answers.get(key);
    if (known) return known.sent === sent ? { ...known, isReplayed: true } : refusal(400, 'idempotency_key_in_use');
    const answer = fault === null ? this.#do(path, new URLSearchParams(sent)) : refusal(fault, 'api_error');
    // Whatever came of it, but for what was too early to do at all.
    if (answer.status !== 429 && answer.status !== 409) this.#answers.set(key, { sent, ...answer });
    return answer;
  }

  #do(path: string, params: URLSearchParams): FakeAnswer {
    if (path === '/v1/checkout/sessions') {
      const id = `cs_test_${this.sessions.length + 1}`;
      const session: FakeSession = { id, url: `https://checkout.stripe.test/c/pay/${id}`, params, status: 'open' };
      this.sessions.push(session);
      return { status: 200, body: { id, url: session.url, status: 'open' } };
    }
    const [, id] = /^\/v1\/checkout\/sessions\/([^/]+)\/expire$/.exec(path) ?? [];
    const expired = this.sessions.find((session) => session.id === id);
    if (expired) {
      if (expired.status !== 'open') return refusal(400, 'resource_not_open');
      expired.status = 'expired';
      return { status: 200, body: { id, status: 'expired' } };
    }
    if (path === '/v1/refunds') {
      const paymentId = params.get('payment_intent') ?? '';
      if (this.#givenBack.has(paymentId)) return refusal(400, 'charge_already_refunded');
      this.#givenBack.add(paymentId);
      return { status: 200, body: { id: 're_1', status: 'succeeded' } };
    }
    return refusal(404, 'resource_missing');
  }
}

const refusal = (status: number, code: string) => ({
  status,
  body: { error: { type: 'invalid_request_error', code } },
});

let events = 0;

/** What Stripe says when a session was paid: `over` changes the session, `eventId` says the same event again. */
export const completed = (session: FakeSession, over: object = {}, eventId?: string) => {
  events += 1;
  const unit = Number(session.params.get('line_items[0][price_data][unit_amount]'));
  const quantity = Number(session.params.get('line_items[0][quantity]'));
  return {
    id: eventId ?? `evt_${events}`,
    type: 'checkout.session.completed',
    data: {
      object: {
        id: session.id,
        object: 'checkout.session',
        client_reference_id: session.params.get('client_reference_id'),
        payment_intent: `pi_of_${session.id}`,
        payment_status: 'paid',
        amount_total: unit * quantity,
        currency: session.params.get('line_items[0][price_data][currency]'),
        ...over,
      },
    },
  };
};

export const refunded = (session: FakeSession, over: object = {}) => {
  events += 1;
  const tally_reference = session.params.get('payment_intent_data[metadata][tally_reference]');
  const charge = { id: `ch_of_${session.id}`, payment_intent: `pi_of_${session.id}`, refunded: true };
  return {
    id: `evt_${events}`,
    type: 'charge.refunded',
    data: { object: { ...charge, metadata: { tally_reference }, ...over } },
  };
};

/** A message as Stripe sends it. */
export const signed = (event: object, atMs: number, secret = STRIPE_KEYS.webhookSecret) => {
  const body = JSON.stringify(event);
  return {
    raw: body,
    headers: { 'Stripe-Signature': signMessage(secret, body, atMs), 'Content-Type': 'application/json' },
  };
};
