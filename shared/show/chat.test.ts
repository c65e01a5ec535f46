import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ChatMark, MessageId } from '../ids.ts';
import { HOST, type Actor } from './actor.ts';
import { applyPublic, isPublic } from './apply-public.ts';
import { applyTold } from './apply-told.ts';
import { crewState, isTold, publicEvent, publicState } from './audience.ts';
import { CHAT_HISTORY_LENGTH, ChatText, MAX_CHAT_MESSAGES } from './chat.ts';
import { ScriptedChat } from './chat-fixture.ts';
import { MAX_HELD_OF_VIEWER } from './chat-standing.ts';
import type { ShowState } from './state.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });
const fine = { ok: true };

describe('what viewers write', () => {
  it('is seen by everybody, under a name and a mark that stay theirs in the show', () => {
    const room = new ScriptedChat();
    room.write('mei', 'Does it come in blue?');
    room.write('tom', 'Hello');
    room.write('mei', 'And in green?');
    const [first, second, third] = room.chat.messages;
    expect(first).toMatchObject({ author: { kind: 'viewer', name: 'mei' }, text: 'Does it come in blue?' });
    expect(third?.author).toEqual(first?.author);
    expect(second?.author).not.toMatchObject({ mark: room.chatter('mei').mark });
  });

  it('can be written under another name, which the mark gives away', () => {
    const room = new ScriptedChat();
    room.write('mei', 'One');
    room.show.atMs += 2_000;
    room.show.must(
      { type: 'chat.write', name: 'Host', text: 'Two', replyToId: null, intent: 'intent-1' },
      room.viewer('mei'),
    );
    expect(room.last.author).toEqual({ kind: 'viewer', mark: room.chatter('mei').mark, name: 'Host' });
    expect(room.chatter('mei').name).toBe('Host');
  });

  it('never tells anybody who they are', () => {
    const room = new ScriptedChat();
    room.write('buyer-of-tea', 'Hello');
    room.show.must({ type: 'chat.restrict', mark: room.chatter('buyer-of-tea').mark, standing: 'muted' });
    const { state, log } = room.show;
    const told = log.filter(({ event }) => isTold(event));
    const named = [publicState(state), crewState(state), told].map((page) =>
      JSON.stringify(page).replaceAll('"name":"buyer-of-tea"', ''),
    );
    expect(named.filter((page) => page.includes('buyer-of-tea'))).toEqual([]);
  });

  it('comes at most every two seconds of one viewer, and slower where the staff wants it', () => {
    const room = new ScriptedChat();
    expect(room.write('mei', 'One')).toMatchObject(fine);
    room.show.atMs += 1_999;
    expect(room.writeAtOnce('mei', 'Two')).toMatchObject(refusal('chat.too-fast'));
    expect(room.writeAtOnce('tom', 'Me too')).toMatchObject(fine);
    room.show.atMs += 1;
    expect(room.writeAtOnce('mei', 'Two')).toMatchObject(fine);
    room.show.must({ type: 'chat.slow', seconds: 10 }, room.moderator);
    room.show.atMs += 9_999;
    expect(room.writeAtOnce('mei', 'Three')).toMatchObject(refusal('chat.slow-mode'));
    room.show.atMs += 1;
    expect(room.writeAtOnce('mei', 'Three')).toMatchObject(fine);
    expect(room.chat.slowSeconds).toBe(10);
  });

  it('needs a browser that is known, and a show that is not over', () => {
    const room = new ScriptedChat();
    const unknown: Actor = { role: 'viewer' };
    const write = { type: 'chat.write', name: 'Mei', text: 'Hello', replyToId: null, intent: 'intent-1' } as const;
    expect(room.show.ask(write, unknown)).toMatchObject(refusal('auth.forbidden'));
    room.show.must({ type: 'show.end' });
    expect(room.write('mei', 'Bye')).toMatchObject(refusal('chat.closed'));
  });

  it('is one line of plain text: normalized, without controls of direction, not too long', () => {
    expect(v.parse(ChatText, ' a\u202eb\u2066c\n https://shop.example/?a=<b> e\u0301 ')).toBe(
      'abc  https://shop.example/?a=<b> \u00e9',
    );
    expect(v.safeParse(ChatText, 'x'.repeat(501)).success).toBe(false);
    expect(v.safeParse(ChatText, ' \u200b ').success).toBe(false);
  });

  it('answers a message that is there', () => {
    const room = new ScriptedChat();
    room.write('mei', 'Is it machine washable?');
    const { id } = room.last;
    room.write('tom', 'It is', id);
    expect(room.last.replyToId).toBe(id);
    room.show.must({ type: 'chat.remove', messageId: id });
    room.write('tom', 'It was', id);
    expect(room.last.replyToId).toBeNull();
  });

  it('is remembered as far back as it can be read, and told as far back as is looked at', () => {
    const room = new ScriptedChat();
    for (let line = 0; line <= MAX_CHAT_MESSAGES; line += 1) room.write('mei', `line ${line}`);
    expect(room.texts).toHaveLength(MAX_CHAT_MESSAGES);
    expect(room.texts[0]).toBe('line 1');
    expect(publicState(room.show.state).chat.messages).toHaveLength(CHAT_HISTORY_LENGTH);
  });
});

describe('what the staff writes', () => {
  it('is marked, and not slowed', () => {
    const room = new ScriptedChat();
    room.show.must({ type: 'chat.slow', seconds: 60 });
    room.show.must({ type: 'chat.speak', text: 'Welcome', replyToId: null, tone: 'said' });
    room.show.must({ type: 'chat.speak', text: 'Free shipping', replyToId: null, tone: 'announced' }, room.moderator);
    expect(room.chat.messages).toMatchObject([
      { author: { kind: 'staff', role: 'host', name: 'host' }, tone: 'said' },
      { author: { kind: 'staff', role: 'moderator', name: 'mona' }, tone: 'announced' },
    ]);
  });
});

describe('a message that is removed', () => {
  it('leaves a tombstone, and nothing pinned', () => {
    const room = new ScriptedChat();
    room.write('mei', 'Rude');
    const messageId = room.last.id;
    room.show.must({ type: 'chat.pin', messageId }, room.moderator);
    expect(room.chat.pinned?.text).toBe('Rude');
    room.show.must({ type: 'chat.remove', messageId }, room.moderator);
    expect(room.texts).toEqual([null]);
    expect(room.chat.pinned).toBeNull();
    expect(room.show.ask({ type: 'chat.remove', messageId })).toMatchObject(refusal('chat.message-not-found'));
    expect(room.show.ask({ type: 'chat.pin', messageId })).toMatchObject(refusal('chat.message-not-found'));
  });

  it('may be taken back by who wrote it, and by no other viewer', () => {
    const room = new ScriptedChat();
    room.write('tom', 'Hello');
    room.write('mei', 'Oops');
    const messageId = room.last.id;
    const command = { type: 'chat.remove', messageId } as const;
    expect(room.show.ask(command, room.viewer('tom'))).toMatchObject(refusal('auth.forbidden'));
    expect(room.show.ask(command, room.viewer('stranger'))).toMatchObject(refusal('auth.forbidden'));
    expect(room.show.ask(command, room.viewer('mei'))).toMatchObject(fine);
    expect(room.texts).toEqual(['Hello', null]);
  });
});

describe('a pinned message', () => {
  it('stays when the chat has gone on, until it is unpinned', () => {
    const room = new ScriptedChat();
    room.write('mei', 'The size table is below');
    room.show.must({ type: 'chat.pin', messageId: room.last.id });
    for (let line = 0; line < MAX_CHAT_MESSAGES; line += 1) room.write('tom', `line ${line}`);
    expect(room.chat.pinned?.text).toBe('The size table is below');
    room.show.must({ type: 'chat.pin', messageId: null });
    expect(room.chat.pinned).toBeNull();
  });
});

describe('words that are held for review', () => {
  const held = () => {
    const room = new ScriptedChat();
    room.show.must({ type: 'chat.holdWords', words: ['scam'] }, room.moderator);
    room.write('mei', 'Is this a scam?');
    return room;
  };

  it('keep a message from everybody but the staff', () => {
    const room = held();
    expect(room.texts).toEqual([]);
    expect(room.moderation.held).toMatchObject([{ text: 'Is this a scam?', author: { name: 'mei' } }]);
    expect(room.show.log.at(-1)?.event.type).toBe('moderation.held');
    expect(room.show.log.filter(({ event }) => publicEvent(event) && event.type.startsWith('moderation'))).toEqual([]);
  });

  it('let it be shown, in its place of now, or not at all', () => {
    const room = held();
    const [first] = room.moderation.held;
    room.write('tom', 'Hello');
    room.write('mei', 'No scam!');
    const second = room.moderation.held[1];
    if (!first || !second) throw new Error('two messages wait');
    room.show.must({ type: 'chat.settle', messageId: first.id, verdict: 'shown' });
    room.show.must({ type: 'chat.settle', messageId: second.id, verdict: 'refused' });
    expect(room.texts).toEqual(['Hello', 'Is this a scam?']);
    expect(room.moderation.held).toEqual([]);
    const again = { type: 'chat.settle', messageId: first.id, verdict: 'shown' } as const;
    expect(room.show.ask(again)).toMatchObject(refusal('chat.message-not-found'));
  });

  it('let nobody fill the list', () => {
    const room = held();
    for (let line = 1; line < MAX_HELD_OF_VIEWER; line += 1) room.write('mei', 'scam');
    expect(room.write('mei', 'scam')).toMatchObject(refusal('chat.in-review'));
    expect(room.write('tom', 'scam')).toMatchObject(fine);
    expect(room.write('mei', 'Fine, then')).toMatchObject(fine);
  });

  it('are looked for in names too', () => {
    const room = held();
    room.write('scam', 'Hello');
    expect(room.moderation.held).toHaveLength(2);
  });
});

describe('somebody who is muted or banned', () => {
  it('cannot write until that is taken back', () => {
    const room = new ScriptedChat();
    room.write('mei', 'One');
    const { mark } = room.chatter('mei');
    room.show.must({ type: 'chat.restrict', mark, standing: 'muted' }, room.moderator);
    expect(room.write('mei', 'Two')).toMatchObject(refusal('chat.muted'));
    expect(room.moderation.restricted).toMatchObject([{ mark, name: 'mei', standing: 'muted' }]);
    room.show.must({ type: 'chat.restrict', mark, standing: 'free' });
    expect(room.write('mei', 'Two')).toMatchObject(fine);
    expect(room.moderation.restricted).toEqual([]);
    expect(room.texts).toEqual(['One', 'Two']);
  });

  it('leaves nothing behind when banned', () => {
    const room = new ScriptedChat();
    room.show.must({ type: 'chat.holdWords', words: ['scam'] });
    room.write('tom', 'Hello');
    room.write('mei', 'One');
    room.show.must({ type: 'chat.pin', messageId: room.last.id });
    room.write('mei', 'A scam');
    room.show.must({ type: 'chat.restrict', mark: room.chatter('mei').mark, standing: 'banned' });
    expect(room.texts).toEqual(['Hello', null]);
    expect(room.chat.pinned).toBeNull();
    expect(room.moderation.held).toEqual([]);
    expect(room.write('mei', 'Two')).toMatchObject(refusal('chat.banned'));
  });

  it('is known by their mark only', () => {
    const room = new ScriptedChat();
    const mark = v.parse(ChatMark, '22222');
    const command = { type: 'chat.restrict', mark, standing: 'muted' } as const;
    expect(room.show.ask(command, HOST)).toMatchObject(refusal('chat.viewer-not-found'));
  });
});

it('adds up to the same for viewers and for the staff, from what each is told', () => {
  const room = new ScriptedChat();
  room.show.must({ type: 'chat.holdWords', words: ['scam'] });
  room.write('mei', 'Hello');
  room.write('tom', 'scam');
  room.show.must({ type: 'chat.pin', messageId: room.last.id });
  room.show.must({ type: 'chat.restrict', mark: room.chatter('mei').mark, standing: 'banned' });
  const { log, state } = room.show;
  const viewers = log.filter(({ event }) => isPublic(event)).reduce<ShowState | null>(applyPublic, null);
  const staff = log.filter(({ event }) => isTold(event)).reduce<ShowState | null>(applyTold, null);
  expect(viewers?.chat).toEqual(publicState(state).chat);
  expect({ ...staff, ledger: null, chatters: null, numbers: null, seq: state.seq }).toEqual(crewState(state));
});

it('bears to hear of messages that are older than what a page knows', () => {
  const room = new ScriptedChat();
  room.write('mei', 'Hello');
  const before = publicState(room.show.state);
  const removed = { type: 'chat.removed', messageIds: [v.parse(MessageId, 'older')] } as const;
  const after = applyPublic(before, {
    seq: before.seq + 1,
    atMs: 0,
    event: { ...removed, messageIds: [...removed.messageIds] },
  });
  expect(after.chat).toEqual(before.chat);
});

describe('a message on air', () => {
  it('is one at a time, and taken off', () => {
    const room = new ScriptedChat();
    room.write('mei', 'Is it fresh?');
    const first = room.last;
    room.write('tom', 'Where from?');
    const second = room.last;
    expect(room.show.ask({ type: 'chat.air', messageId: first.id })).toMatchObject(fine);
    expect(room.chat.onAir).toEqual(first);
    expect(room.show.must({ type: 'chat.air', messageId: first.id })).toEqual([]);
    room.show.must({ type: 'chat.air', messageId: second.id });
    expect(room.chat.onAir).toEqual(second);
    room.show.must({ type: 'chat.air', messageId: null });
    expect(room.chat.onAir).toBeNull();
    expect(room.show.must({ type: 'chat.air', messageId: null })).toEqual([]);
  });

  it('leaves it when it is removed, with whoever wrote it, and with the show', () => {
    const room = new ScriptedChat();
    const onAir = () => {
      room.write('mei', 'Look here');
      room.show.must({ type: 'chat.air', messageId: room.last.id });
      return room.last.id;
    };
    room.show.must({ type: 'chat.remove', messageId: onAir() }, room.moderator);
    expect(room.chat.onAir).toBeNull();
    onAir();
    const { mark } = room.chatter('mei');
    room.show.must({ type: 'chat.restrict', mark, standing: 'banned' }, room.moderator);
    expect(room.chat.onAir).toBeNull();
    room.show.must({ type: 'chat.restrict', mark, standing: 'free' }, room.moderator);
    const messageId = onAir();
    room.show.must({ type: 'show.end' });
    expect(room.chat.onAir).toBeNull();
    expect(room.show.ask({ type: 'chat.air', messageId })).toMatchObject(refusal('chat.closed'));
  });

  it('can be removed when the chat has long gone on', () => {
    const room = new ScriptedChat();
    room.write('mei', 'Look here');
    const messageId = room.last.id;
    room.show.must({ type: 'chat.air', messageId });
    for (let line = 0; line < MAX_CHAT_MESSAGES; line += 1) room.write('tom', `line ${line}`);
    expect(room.chat.onAir?.id).toBe(messageId);
    room.show.must({ type: 'chat.remove', messageId }, room.moderator);
    expect(room.chat.onAir).toBeNull();
  });
});
