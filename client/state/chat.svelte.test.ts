import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { chatSelf } from '../../shared/protocol/chat-self-of.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../shared/protocol/methods.ts';
import { seededRandom } from '../../shared/random.ts';
import { publicState } from '../../shared/show/audience.ts';
import { ScriptedChat } from '../../shared/show/chat-fixture.ts';
import { applyPublic } from '../../shared/show/apply-public.ts';
import * as v from 'valibot';
import { fakeClock } from '../platform/fake-clock.ts';
import { Chat } from './chat.svelte.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { aStore } from './testing/fake-person.ts';
import { CHANNEL } from './testing/fake-line.ts';

/** A viewer's page whose server is a scripted show. `tell` brings what has happened there; until then the page knows nothing of it. */
const setUp = ({ store = aStore() } = {}) => {
  const room = new ScriptedChat();
  const feed = new ShowFeed(applyPublic, publicState(room.show.state), CHANNEL);
  const clock = fakeClock(1_000_000);
  const asked: { readonly method: MethodName; readonly params: unknown }[] = [];
  let answer: { readonly refuse: (code: ErrorCode) => void; readonly accept: () => void } | null = null;
  const call = async <Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<MethodResult<Name>> => {
    asked.push({ method, params });
    const code = await new Promise<ErrorCode | null>((resolve) => {
      answer = { refuse: resolve, accept: () => resolve(null) };
    });
    if (code) throw new AppError(code);
    const { id } = room.show.state.chat.messages.at(-1) ?? room.moderation.held.at(-1) ?? {};
    return v.parse(METHODS[method].result, method === 'chat.write' ? { messageId: id, state: 'shown' } : {});
  };
  const chat = new Chat({
    feed,
    call,
    clock,
    store,
    random: seededRandom(1),
    readReceipt: () => Promise.reject(new AppError('draw.no-receipt')),
  });
  let told = room.show.log.length;
  const tell = (viewer = 'mei') => {
    for (const logged of room.show.log.slice(told)) {
      if (logged.event.type.startsWith('chat.')) feed.handleEvent(logged);
    }
    told = room.show.log.length;
    const self = chatSelf(room.show.state, room.viewer(viewer).buyerId);
    if (self) chat.handleSelf(self);
  };
  const texts = () => chat.lines.map(({ text, state }) => `${text} (${state})`);
  return {
    room,
    chat,
    clock,
    asked,
    store,
    tell,
    texts,
    accept: () => answer?.accept(),
    refuse: (code: ErrorCode) => answer?.refuse(code),
  };
};

describe('what a viewer writes', () => {
  it('is there at once, and once', async () => {
    const { room, chat, accept, tell, texts, asked } = setUp();
    room.write('tom', 'Hello');
    tell();
    chat.choose('mei');
    const sending = chat.send('Is it fresh?');
    expect(texts()).toEqual(['Hello (shown)', 'Is it fresh? (sending)']);
    expect(asked).toEqual([
      {
        method: 'chat.write',
        params: { name: 'mei', text: 'Is it fresh?', replyToId: null, intent: expect.any(String) as string },
      },
    ]);
    // The event is here before the answer.
    room.write('mei', 'Is it fresh?');
    tell();
    expect(texts()).toEqual(['Hello (shown)', 'Is it fresh? (shown)']);
    accept();
    expect(await sending).toBe(true);
    expect(texts()).toEqual(['Hello (shown)', 'Is it fresh? (shown)']);
    expect(chat.lines.map(({ by }) => by)).toEqual(['viewer', 'self']);
  });

  it('leaves the lines when it was refused, with the reason', async () => {
    const { chat, refuse, texts } = setUp();
    chat.choose('mei');
    const sending = chat.send('Hello');
    refuse('chat.muted');
    expect(await sending).toBe(false);
    expect(texts()).toEqual([]);
    expect(chat.failure).toBe('chat.muted');
  });

  it('is said to wait while only they see it', () => {
    const { room, chat, tell, texts } = setUp();
    room.show.must({ type: 'chat.holdWords', words: ['scam'] });
    room.write('mei', 'A scam?');
    tell();
    expect(texts()).toEqual(['A scam? (held)']);
    const [held] = room.moderation.held;
    if (!held) throw new Error('it waits');
    room.show.must({ type: 'chat.settle', messageId: held.id, verdict: 'shown' });
    tell();
    expect(texts()).toEqual(['A scam? (shown)']);
    expect(chat.lines[0]?.by).toBe('self');
  });

  it('answers a message, of which it shows who and what', () => {
    const { room, chat, tell } = setUp();
    room.write('tom', 'Is it fresh?');
    room.write('mei', 'It is', room.last.id);
    tell();
    expect(chat.lines.at(-1)?.answers).toEqual({ name: 'tom', text: 'Is it fresh?' });
    const [first] = room.chat.messages;
    if (!first) throw new Error('Tom has written');
    room.show.must({ type: 'chat.remove', messageId: first.id });
    tell();
    expect(chat.lines.map(({ text, answers }) => [text, answers])).toEqual([
      [null, null],
      ['It is', null],
    ]);
  });

  it('waits as long as slow mode says', async () => {
    const { room, chat, clock, accept, tell } = setUp();
    room.show.must({ type: 'chat.slow', seconds: 10 });
    room.write('mei', 'One');
    tell();
    const sending = chat.send('One');
    accept();
    await sending;
    expect(chat.waitSeconds).toBe(10);
    await clock.advance(4_000);
    expect(chat.waitSeconds).toBe(6);
    await clock.advance(6_500);
    expect(chat.waitSeconds).toBe(0);
  });
});

describe('a name', () => {
  it('is chosen once', () => {
    const { chat, store } = setUp();
    expect(chat.name).toBeNull();
    expect(chat.choose('  ')).toBe(false);
    expect(chat.choose(' Mei ')).toBe(true);
    expect(chat.name).toBe('Mei');
    expect(setUp({ store }).chat.name).toBe('Mei');
  });

  it('is known from what was written before, where nothing is kept', () => {
    const { room, chat, tell } = setUp();
    room.write('mei', 'Hello');
    tell();
    expect(chat.name).toBe('mei');
  });
});

it('marks the staff, and says what one may do', () => {
  const { room, chat, tell } = setUp();
  room.write('mei', 'Hello');
  room.show.must({ type: 'chat.speak', text: 'Welcome', replyToId: null, tone: 'said' });
  room.show.must({ type: 'chat.speak', text: 'Hi', replyToId: null, tone: 'said' }, room.moderator);
  room.show.must({ type: 'chat.restrict', mark: room.chatter('mei').mark, standing: 'muted' });
  tell();
  expect(chat.lines.map(({ role }) => role)).toEqual([null, 'host', 'staff']);
  expect(chat.standing).toBe('muted');
});
