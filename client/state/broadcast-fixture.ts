import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { Broadcast } from './broadcast.svelte.ts';
import { opened } from './testing/fake-line.ts';
import { fakeLog } from './testing/fake-log.ts';
import { FakePublishing } from './testing/fake-publishing.ts';
import { settle } from './testing/settle.ts';

export const FRESH = opened({ session: 'fresh' });
export const RESUMED = opened({ session: 'resumed' });

export const aBroadcast = () => {
  const publishing = new FakePublishing();
  const clock = fakeClock();
  const errors: unknown[] = [];
  const scope = new Scope((error) => void errors.push(error));
  const server = {
    asked: [] as string[],
    refusal: null as ErrorCode | null,
    /** What the server's answer waits for. */
    answer: Promise.resolve(),
  };
  const ask = (command: string) => async (): Promise<void> => {
    server.asked.push(command);
    await server.answer;
    if (server.refusal) throw new AppError(server.refusal);
  };
  const broadcast = new Broadcast(
    {
      publish: (child, onState, flow) => publishing.open(child, onState, { flow }),
      startShow: ask('start'),
      endShow: ask('end'),
      clock,
      log: fakeLog(),
    },
    scope,
  );
  return { broadcast, publishing, server, clock, scope, errors };
};

/** Live, with a picture. */
export const onAir = async () => {
  const parts = aBroadcast();
  const going = parts.broadcast.goLive();
  await settle();
  const publisher = await parts.publishing.newest.succeed();
  await going;
  return { ...parts, publisher };
};
