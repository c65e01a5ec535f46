import { expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import type { Follower } from '../store/port.ts';
import type { PushOutcome } from './line.ts';
import { tellFollowers } from './round.ts';

const follower = (host: string, index: number, doubt = 1): Follower => ({
  subscription: {
    endpoint: `https://${host}/${index}`,
    keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
  },
  doubt,
});
const many = (host: string, count: number, doubt = 1) =>
  Array.from({ length: count }, (_, index) => follower(host, index, doubt));

const tell = (all: readonly Follower[], send: (follower: Follower) => Promise<PushOutcome>) => {
  const pages: number[] = [];
  const read = (after: Follower | null, limit: number) => {
    const from = after === null ? 0 : all.indexOf(after) + 1;
    const page = all.slice(from, from + limit);
    pages.push(page.length);
    return page;
  };
  return { pages, told: tellFollowers({ read, send }) };
};

it('tells everybody, once, a page at a time', async () => {
  const all = many('push.example', 1_200);
  const sent: Follower[] = [];
  const { pages, told } = tell(all, (one) => {
    sent.push(one);
    return Promise.resolve('sent');
  });
  expect((await told).counts).toEqual({ sent: 1_200, gone: 0, failed: 0, skipped: 0 });
  expect(sent).toEqual(all);
  expect(pages).toEqual([500, 500, 200]);
});

it('lets a push service that hangs delay nobody else, and gives it up', async () => {
  const hanging: ((outcome: PushOutcome) => void)[] = [];
  const all = [...many('hole.example', 700), ...many('push.example', 700)];
  let sent = 0;
  let allSent = (): void => undefined;
  const othersTold = new Promise<void>((resolve) => (allSent = resolve));
  const { told } = tell(all, ({ subscription }) => {
    if (subscription.endpoint.startsWith('https://hole')) return new Promise((resolve) => hanging.push(resolve));
    sent += 1;
    if (sent === 300) allSent();
    return Promise.resolve('sent');
  });
  await othersTold;
  expect(hanging).toHaveLength(16);
  for (let missed = 0; missed < 48; missed += 1) {
    const hang = hanging[missed];
    assert(hang, 'the next one is tried when one is missed');
    hang('failed');
    await Promise.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const hang of hanging.slice(48)) hang('failed');
  const { counts } = await told;
  expect(counts).toMatchObject({ sent: 700, gone: 0 });
  expect(counts.failed).toBe(hanging.length);
  expect(counts.failed + counts.skipped).toBe(700);
  expect(hanging.length).toBeLessThan(64);
});

it('says who is reached again, and who was missed', async () => {
  const all = [
    follower('a.example', 0, 0),
    follower('b.example', 1, 3),
    follower('c.example', 2),
    follower('d.example', 3),
  ];
  const outcomes = new Map<Follower | undefined, PushOutcome>([
    [all[2], 'failed'],
    [all[3], 'gone'],
  ]);
  const { told } = tell(all, (one) => Promise.resolve(outcomes.get(one) ?? 'sent'));
  expect(await told).toEqual({
    counts: { sent: 2, gone: 1, failed: 1, skipped: 0 },
    reached: ['https://b.example/1'],
    missed: ['https://c.example/2'],
  });
});
