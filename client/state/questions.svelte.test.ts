import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { assert } from '../../shared/invariant.ts';
import { chatSelf } from '../../shared/protocol/chat-self-of.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../shared/protocol/methods.ts';
import * as v from 'valibot';
import { applyPublic } from '../../shared/show/apply-public.ts';
import { publicState } from '../../shared/show/audience.ts';
import { ScriptedChat } from '../../shared/show/chat-fixture.ts';
import { ShowCommand } from '../../shared/show/command.ts';
import { Questions } from './questions.svelte.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import { CHANNEL } from './testing/fake-line.ts';

/** Mei's page, whose server is a scripted show. */
const setUp = () => {
  const room = new ScriptedChat();
  const feed = new ShowFeed(applyPublic, publicState(room.show.state), CHANNEL);
  let told = room.show.log.length;
  const tell = () => {
    for (const logged of room.show.log.slice(told)) {
      if (/^(chat|question)\./.test(logged.event.type)) feed.handleEvent(logged);
    }
    told = room.show.log.length;
  };
  const call = async <Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<MethodResult<Name>> => {
    room.show.atMs += 2_000;
    const outcome = room.show.ask(v.parse(ShowCommand, { type: method, ...params }), room.viewer('mei'));
    if (!outcome.ok) throw new AppError(outcome.error.code);
    tell();
    const { id } = room.chat.questions.at(-1)?.message ?? room.moderation.held.at(-1) ?? {};
    return v.parse(METHODS[method].result, method === 'question.ask' ? { messageId: id, state: 'shown' } : {});
  };
  const self = () => chatSelf(room.show.state, room.viewer('mei').buyerId);
  const questions = new Questions({ feed, call, self, name: () => 'mei' });
  const others = (name: string, text: string) => {
    room.show.atMs += 2_000;
    room.show.must({ type: 'question.ask', name, text }, room.viewer(name));
    tell();
    const asked = room.chat.questions.at(-1);
    assert(asked, 'it is asked');
    return asked.message.id;
  };
  const seen = () => questions.all.map(({ text, votes, stage, by, vote }) => [text, votes, stage, by, vote].join(' '));
  return { room, questions, others, seen, tell };
};

describe('questions on a viewer’s page', () => {
  it('are asked, and are known for one’s own', async () => {
    const { questions, others, seen } = setUp();
    others('tom', 'Where from?');
    expect(await questions.ask('Is it fresh?')).toBe(true);
    expect(seen()).toEqual(['Where from? 0 open other possible', 'Is it fresh? 0 open self possible']);
    expect(questions.openCount).toBe(2);
  });

  it('are voted for once, and then come first', async () => {
    const { questions, others, seen } = setUp();
    others('tom', 'Where from?');
    const wanted = others('ann', 'How long does it keep?');
    await questions.vote(wanted);
    expect(seen()).toEqual(['How long does it keep? 1 open other given', 'Where from? 0 open other possible']);
  });

  it('that were answered are over', async () => {
    const { room, questions, others, seen, tell } = setUp();
    const messageId = others('tom', 'Where from?');
    room.show.must({ type: 'question.answer', messageId });
    room.show.must({ type: 'question.finish' });
    tell();
    expect(seen()).toEqual(['Where from? 0 answered other over']);
    expect(questions.openCount).toBe(0);
    await questions.vote(messageId);
    expect(questions.failure).toBe('question.not-open');
  });

  it('that wait for the staff are seen by who asked', async () => {
    const { room, questions, seen } = setUp();
    room.show.must({ type: 'chat.holdWords', words: ['scam'] });
    await questions.ask('Is it a scam?');
    expect(seen()).toEqual(['Is it a scam? 0 held self over']);
    expect(questions.openCount).toBe(0);
  });

  it('are refused with the reason', async () => {
    const { questions } = setUp();
    for (const text of ['One?', 'Two?', 'Three?']) await questions.ask(text);
    expect(await questions.ask('Four?')).toBe(false);
    expect(questions.failure).toBe('question.too-many');
  });
});
