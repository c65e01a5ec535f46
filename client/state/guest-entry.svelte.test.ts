import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ShowId } from '../../shared/ids.ts';
import type { EndpointName, EndpointResult, Seat, StudioDoor } from '../../shared/protocol/http.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import type { GuestAddress } from './guest-address.ts';
import { GuestEntry } from './guest-entry.svelte.ts';
import type { CallEndpoint } from './lobby.svelte.ts';
import { settle } from './testing/settle.ts';

const TOKEN = 'a'.repeat(43);
const SHOW = v.parse(ShowId, 'show1');
const DOOR: StudioDoor = {
  showId: SHOW,
  title: 'Spring teas',
  channel: { name: 'Tea House', handle: 'tea-house' },
  role: 'guest',
};
const SEAT: Seat = { showId: SHOW, name: 'Mei', role: 'guest' };

type Answers = { [Name in EndpointName]?: EndpointResult<Name> | AppError };

const openEntry = (address: GuestAddress, answers: Answers, knownName: string | null = null) => {
  const clock = fakeClock();
  const asked: { name: EndpointName; body: unknown }[] = [];
  const steps: string[] = [];
  const callEndpoint: CallEndpoint = (name, body) => {
    asked.push({ name, body });
    const answer = answers[name];
    if (answer === undefined) return Promise.reject(new AppError('request.unknown-method'));
    return answer instanceof AppError ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const entry = new GuestEntry({
    address,
    callEndpoint,
    clock,
    knownName: () => knownName,
    onStep: ({ step }) => void steps.push(step),
  });
  return { entry, clock, asked, steps, answers };
};

const link: GuestAddress = { by: 'link', token: TOKEN };
const lookedAt = { door: DOOR, name: 'Guest 1', seat: null };

describe('a link', () => {
  it('leads to the green room under the name that the host gave', async () => {
    const { entry } = openEntry(link, { lookAtInvite: lookedAt });
    await entry.look();
    expect(entry.now).toEqual({ step: 'green-room', door: DOOR, name: 'Guest 1', problem: null });
  });

  it('offers the name that this person used before, and rather that of the seat they have', async () => {
    const before = openEntry(link, { lookAtInvite: lookedAt }, 'Mei Lin');
    await before.entry.look();
    expect(before.entry.now).toMatchObject({ name: 'Mei Lin' });
    const seated = openEntry(link, { lookAtInvite: { ...lookedAt, seat: SEAT } }, 'Mei Lin');
    await seated.entry.look();
    expect(seated.entry.now).toMatchObject({ name: 'Mei' });
  });

  it('for a further camera keeps the name that the host gave it', async () => {
    const camera = { ...lookedAt, door: { ...DOOR, role: 'camera' as const }, name: 'Close-up' };
    const { entry } = openEntry(link, { lookAtInvite: camera }, 'Mei Lin');
    await entry.look();
    expect(entry.now).toMatchObject({ name: 'Close-up' });
  });

  it.each(['invite.unknown', 'invite.expired', 'invite.used-up', 'invite.revoked'] as const)(
    'that is %s is a shut door',
    async (code) => {
      const { entry, clock } = openEntry(link, { lookAtInvite: new AppError(code) });
      await entry.look();
      expect(entry.now).toEqual({ step: 'shut', code });
      expect(clock.pendingCount).toBe(0);
    },
  );

  it('is looked at again by itself when the server cannot be reached', async () => {
    const { entry, clock, answers } = openEntry(link, { lookAtInvite: new AppError('net.unreachable') });
    await entry.look();
    expect(entry.now).toEqual({ step: 'unreachable', code: 'net.unreachable' });
    answers.lookAtInvite = lookedAt;
    await clock.advance(5_000);
    expect(entry.now).toMatchObject({ step: 'green-room' });
  });
});

describe('a seat', () => {
  it('is taken again at once by a page that was reloaded', async () => {
    const { entry, steps } = openEntry({ by: 'seat', showId: SHOW }, { findSeat: { door: DOOR, seat: SEAT } });
    await entry.look();
    expect(entry.now).toEqual({ step: 'seated', door: DOOR, seat: SEAT });
    expect(steps).toEqual(['looking', 'seated']);
  });

  it('that is gone needs the link again', async () => {
    const { entry } = openEntry({ by: 'seat', showId: SHOW }, { findSeat: { door: null, seat: null } });
    await entry.look();
    expect(entry.now).toEqual({ step: 'shut', code: 'auth.required' });
    expect(entry.canReturn).toBe(false);
  });
});

it('a page without a link asks nothing of the server', async () => {
  const { entry, asked } = openEntry({ by: 'nothing' }, {});
  await entry.look();
  expect(entry.now).toEqual({ step: 'shut', code: 'invite.unknown' });
  expect(asked).toEqual([]);
});

describe('entering', () => {
  const inGreenRoom = async (enterStudio: NonNullable<Answers['enterStudio']>) => {
    const parts = openEntry(link, { lookAtInvite: lookedAt, enterStudio });
    await parts.entry.look();
    return parts;
  };

  it('takes the seat under the name that was chosen', async () => {
    const { entry, asked, steps } = await inGreenRoom({ seat: SEAT });
    const entering = entry.enter('Mei');
    expect(entry.now).toEqual({ step: 'entering', door: DOOR, name: 'Mei' });
    await entering;
    expect(asked.at(-1)).toEqual({ name: 'enterStudio', body: { token: TOKEN, name: 'Mei' } });
    expect(entry.now).toEqual({ step: 'seated', door: DOOR, seat: SEAT });
    expect(steps).toEqual(['looking', 'green-room', 'entering', 'seated']);
  });

  it('waits at a full studio and comes in when somebody has left', async () => {
    const { entry, clock, answers } = await inGreenRoom(new AppError('people.full'));
    await entry.enter('Mei');
    expect(entry.now).toEqual({ step: 'full', door: DOOR, name: 'Mei' });
    await clock.advance(8_000);
    expect(entry.now).toMatchObject({ step: 'full' });
    answers.enterStudio = { seat: SEAT };
    await clock.advance(8_000);
    expect(entry.now).toMatchObject({ step: 'seated' });
  });

  it('tries at once when asked to, and not once more afterwards', async () => {
    const { entry, clock, asked } = await inGreenRoom(new AppError('people.full'));
    await entry.enter('Mei');
    await entry.retry();
    expect(asked.filter(({ name }) => name === 'enterStudio')).toHaveLength(2);
    entry.stepBack();
    expect(entry.now).toEqual({ step: 'green-room', door: DOOR, name: 'Mei', problem: null });
    await clock.advance(60_000);
    expect(asked.filter(({ name }) => name === 'enterStudio')).toHaveLength(2);
  });

  it('goes back to the green room with the reason when it fails for a while', async () => {
    const { entry } = await inGreenRoom(new AppError('net.unreachable'));
    await entry.enter('Mei');
    expect(entry.now).toEqual({ step: 'green-room', door: DOOR, name: 'Mei', problem: 'net.unreachable' });
  });

  it('is over when the link was used up meanwhile', async () => {
    const { entry } = await inGreenRoom(new AppError('invite.used-up'));
    await entry.enter('Mei');
    expect(entry.now).toEqual({ step: 'shut', code: 'invite.used-up' });
  });
});

it('hears of nothing once the page has closed', async () => {
  const { entry, clock } = openEntry(link, { lookAtInvite: new AppError('net.unreachable') });
  const looking = entry.look();
  entry.close();
  await looking;
  await settle();
  expect(entry.now).toEqual({ step: 'looking' });
  expect(clock.pendingCount).toBe(0);
});
