import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { assert } from '../../../shared/invariant.ts';
import type { Scope } from '../../../shared/lifetime.ts';
import type { Publisher, PublisherHandlers, PublisherPorts, PublisherState } from '../../publish/publisher.ts';
import { settle } from './settle.ts';

/** A publisher that sends nothing: its state is what the test says. */
export class FakePublisher implements Publisher {
  readonly ports: Partial<PublisherPorts>;
  readonly handlers: Pick<PublisherHandlers, 'onState'>;
  readonly hints: string[] = [];
  republished = 0;
  released = 0;
  networkChanges = 0;
  isClosed = false;
  /** What closing waits for. */
  farewell: Promise<void> = Promise.resolve();

  constructor(handlers: Pick<PublisherHandlers, 'onState'>, ports: Partial<PublisherPorts>) {
    this.handlers = handlers;
    this.ports = ports;
  }

  /** As the real one, it says at once that it is at it. */
  republish(): Promise<void> {
    this.republished += 1;
    this.handlers.onState({ state: 'recovering' });
    return Promise.resolve();
  }

  release(): Promise<void> {
    this.released += 1;
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
  /** Both producers exist on the server; whether media gets through is said by `state`. */
  produce(): Promise<FakePublisher>;
  /** Both producers exist on the server, and media gets through. */
  succeed(): Promise<FakePublisher>;
  fail(error: ErrorCode | Error): Promise<void>;
  state(state: Exclude<PublisherState['state'], 'failed'>): void;
  giveUp(code: ErrorCode): void;
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
    ports: Partial<PublisherPorts>,
  ): Promise<Publisher> => {
    const publisher = scope.use(new FakePublisher({ onState }, ports));
    const { promise, resolve, reject } = Promise.withResolvers<Publisher>();
    let isAnswered = false;
    const produce = async (): Promise<FakePublisher> => {
      isAnswered = true;
      resolve(publisher);
      await settle();
      return publisher;
    };
    this.tries.push({
      publisher,
      scope,
      get isAnswered() {
        return isAnswered;
      },
      produce,
      succeed: () => {
        onState({ state: 'connected' });
        return produce();
      },
      fail: async (error) => {
        isAnswered = true;
        reject(typeof error === 'string' ? new AppError(error) : error);
        await settle();
      },
      state: (state) => onState({ state }),
      giveUp: (code) => onState({ state: 'failed', code }),
    });
    onState({ state: 'connecting' });
    scope.signal.addEventListener('abort', () => reject(scope.signal.reason as Error));
    return promise;
  };
}
