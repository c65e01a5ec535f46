import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { assert } from '../../../shared/invariant.ts';
import type { Scope } from '../../../shared/lifetime.ts';
import type { Publisher, PublisherHandlers, PublisherPorts, PublisherState } from '../../publish/publisher.ts';
import { settle } from './settle.ts';

/** A publisher that sends nothing: its state is what the test says. */
export class FakePublisher implements Publisher {
  readonly ports: PublisherPorts | null;
  readonly handlers: Pick<PublisherHandlers, 'onState'>;
  readonly hints: string[] = [];
  republished = 0;
  networkChanges = 0;
  isClosed = false;
  /** What closing waits for. */
  farewell: Promise<void> = Promise.resolve();

  constructor(handlers: Pick<PublisherHandlers, 'onState'>, ports: PublisherPorts | null) {
    this.handlers = handlers;
    this.ports = ports;
  }

  republish(): Promise<void> {
    this.republished += 1;
    return Promise.resolve();
  }

  setContentHint(hint: 'motion' | 'detail'): void {
    this.hints.push(hint);
  }

  handleNetworkChange(): void {
    this.networkChanges += 1;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.farewell;
  }
}

/** One try to publish, which the test answers. */
export type Publishing = {
  readonly publisher: FakePublisher;
  readonly scope: Scope;
  readonly isAnswered: boolean;
  /** Both producers exist on the server; the media follows. */
  succeed(): Promise<FakePublisher>;
  fail(error: ErrorCode | Error): Promise<void>;
  state(state: PublisherState): void;
};

/** The publish engine as a test drives it. As the real one, it registers in the scope at once and fails when that closes. */
export class FakePublishing {
  readonly tries: Publishing[] = [];

  get newest(): Publishing {
    const newest = this.tries.at(-1);
    assert(newest, 'somebody wanted to publish');
    return newest;
  }

  readonly open = (
    scope: Scope,
    onState: (state: PublisherState) => void,
    ports: PublisherPorts | null = null,
  ): Promise<Publisher> => {
    const publisher = scope.use(new FakePublisher({ onState }, ports));
    const { promise, resolve, reject } = Promise.withResolvers<Publisher>();
    let isAnswered = false;
    this.tries.push({
      publisher,
      scope,
      get isAnswered() {
        return isAnswered;
      },
      succeed: async () => {
        isAnswered = true;
        resolve(publisher);
        onState('connected');
        await settle();
        return publisher;
      },
      fail: async (error) => {
        isAnswered = true;
        reject(typeof error === 'string' ? new AppError(error) : error);
        await settle();
      },
      state: onState,
    });
    onState('connecting');
    scope.signal.addEventListener('abort', () => reject(scope.signal.reason as Error));
    return promise;
  };
}
