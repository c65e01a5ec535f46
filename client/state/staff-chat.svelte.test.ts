import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../shared/protocol/methods.ts';
import * as v from 'valibot';
import { Scope } from '../../shared/lifetime.ts';
import { applyTold } from '../../shared/show/apply-told.ts';
import { crewState, isTold } from '../../shared/show/audience.ts';
import { ScriptedChat } from '../../shared/show/chat-fixture.ts';
import { ShowCommand } from '../../shared/show/command.ts';
import { actorAs } from '../../shared/show/show-fixture.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { Attempts } from './attempts.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { StaffChat } from './staff-chat.svelte.ts';
import { CHANNEL } from './testing/fake-line.ts';

/** A moderator's page whose server is a scripted show: what the page asks happens there, and is told back at once. */
const setUp = (role: StudioRole = 'moderator') => {
  const room = new ScriptedChat();
  room.write('mei', 'Before anybody came');
  const actor = role === 'moderator' ? room.moderator : actorAs(role);
  const feed = new ShowFeed(applyTold, crewState(room.show.state), CHANNEL);
  const problems: unknown[] = [];
  const scope = new Scope((error) => problems.push(error));
  let told = room.show.log.length;
  const tell = () => {
    for (const { event, ...at } of room.show.log.slice(told)) if (isTold(event)) feed.handleEvent({ ...at, event });
    told = room.show.log.length;
  };
  const call = async <Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<MethodResult<Name>> => {
    const outcome = room.show.ask(v.parse(ShowCommand, { type: method, ...params }), actor);
    if (!outcome.ok) throw new AppError(outcome.error.code);
    tell();
    return v.parse(METHODS[method].result, method === 'chat.speak' ? { messageId: room.last.id } : {});
  };
  const chat = new StaffChat({
    feed,
    call,
    attempts: new Attempts((code) => problems.push(code), scope),
    role: () => role,
    clock: fakeClock(),
  });
  chat.handleOpened();
  const write = (name: string, text: string) => {
    room.write(name, text);
    tell();
    return room.last;
  };
  return { room, chat, problems, tell, write };
};

describe('a line that is typed', () => {
  it('is said, as an answer to what was chosen for one', async () => {
    const { chat, write, room } = setUp();
    const asked = write('mei', 'Is it fresh?');
    chat.answer(asked);
    expect(await chat.submit('It is')).toEqual({ kind: 'done' });
    expect(room.last).toMatchObject({ text: 'It is', replyToId: asked.id, tone: 'said' });
    expect(chat.replyTo).toBeNull();
    await chat.submit('/announce Shipping is free today');
    expect(room.last).toMatchObject({ text: 'Shipping is free today', replyToId: null, tone: 'announced' });
  });

  it('does to the chosen message what the command says', async () => {
    const { chat, write } = setUp();
    const message = write('mei', 'Buy elsewhere');
    expect(await chat.submit('/pin')).toEqual({ kind: 'none-chosen' });
    chat.choose(message.id);
    await chat.submit('/pin');
    expect(chat.pinned?.id).toBe(message.id);
    await chat.submit('/unpin');
    expect(chat.pinned).toBeNull();
    await chat.submit('/hide');
    expect(chat.messages.at(-1)).toMatchObject({ id: message.id, text: null });
    await chat.submit('/slow 30');
    expect(chat.slowSeconds).toBe(30);
  });

  it('says what a command wants, and which there is not', async () => {
    const { chat, room } = setUp();
    expect(await chat.submit('/slow soon')).toEqual({ kind: 'misused', name: 'slow' });
    expect(await chat.submit('/dance')).toEqual({ kind: 'unknown', name: 'dance' });
    expect(room.texts).toEqual(['Before anybody came']);
  });

  it('is kept where it was refused, and who asked is told', async () => {
    const { chat, write, problems } = setUp();
    const message = write('mei', 'Hello');
    await chat.remove(message.id);
    chat.choose(message.id);
    expect(await chat.submit('/pin')).toEqual({ kind: 'failed' });
    expect(problems).toEqual(['chat.message-not-found']);
  });
});

it('counts what viewers wrote since somebody looked, and what waits', async () => {
  const { chat, write, room, tell } = setUp();
  expect(chat.unread).toBe(0);
  await chat.holdWords(['scam']);
  write('mei', 'Hello');
  write('tom', 'Hi');
  await chat.submit('Welcome');
  expect(chat.unread).toBe(2);
  room.write('tom', 'A scam?');
  tell();
  expect(chat.unread).toBe(3);
  chat.markRead();
  expect(chat.unread).toBe(1);
  const [held] = chat.moderation.held;
  if (!held) throw new Error('it waits');
  await chat.settle(held.id, 'shown');
  expect(chat.messages.at(-1)?.text).toBe('A scam?');
});

it('takes a decision about a viewer back to what was before', async () => {
  const { chat, room, problems } = setUp();
  const { mark } = room.chatter('mei');
  await chat.restrict(mark, 'mei', 'muted');
  await chat.restrict(mark, 'mei', 'banned');
  expect(chat.standingOf(mark)).toBe('banned');
  expect(chat.decision).toMatchObject({ before: 'muted', standing: 'banned' });
  await chat.takeBackDecision();
  expect(chat.standingOf(mark)).toBe('muted');
  expect(chat.decision).toBeNull();
  expect(problems).toEqual([]);
});

it('puts a message on air, where the role has the picture in hand', async () => {
  const { chat, write, problems } = setUp('host');
  const message = write('mei', 'Is it fresh?');
  expect(chat.mayAir).toBe(true);
  await chat.air(message.id);
  expect(chat.onAir).toEqual(message);
  await chat.air(null);
  expect(chat.onAir).toBeNull();
  expect(problems).toEqual([]);
  const moderated = setUp('moderator');
  expect(moderated.chat.mayAir).toBe(false);
  expect(await moderated.chat.air(moderated.write('mei', 'Hello').id)).toBe(false);
  expect(moderated.problems).toEqual(['auth.forbidden']);
});
