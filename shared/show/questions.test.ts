import { describe, expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import type { MessageId } from '../ids.ts';
import { publicState } from './audience.ts';
import { ScriptedChat } from './chat-fixture.ts';
import { inOrder, MAX_OPEN_QUESTIONS, MAX_QUESTIONS } from './questions.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });

class Asked extends ScriptedChat {
  get questions() {
    return this.chat.questions;
  }

  ask(name: string, text: string) {
    this.show.atMs += 2_000;
    return this.show.ask({ type: 'question.ask', name, text }, this.viewer(name));
  }

  asked(name: string, text = 'Is it fresh?'): MessageId {
    const asked = this.ask(name, text);
    const question = this.questions.at(-1);
    assert(asked.ok && question, 'it is asked');
    return question.message.id;
  }

  vote(name: string, messageId: MessageId) {
    return this.show.ask({ type: 'question.vote', messageId }, this.viewer(name));
  }

  answer(messageId: MessageId) {
    return this.show.ask({ type: 'question.answer', messageId });
  }

  get inTexts() {
    return inOrder(this.questions).map(({ message, votes, stage }) => `${message.text} ${votes} ${stage.kind}`);
  }
}

describe('what viewers ask', () => {
  it('stands among the questions and not in the chat', () => {
    const room = new Asked();
    room.asked('mei', 'Is it fresh?');
    expect(room.questions).toMatchObject([
      { message: { author: { kind: 'viewer', name: 'mei' }, text: 'Is it fresh?' }, votes: 0, stage: { kind: 'open' } },
    ]);
    expect(room.chat.messages).toEqual([]);
  });

  it('is slowed, held and barred like what they write', () => {
    const room = new Asked();
    room.asked('mei');
    expect(room.show.ask({ type: 'question.ask', name: 'mei', text: 'And?' }, room.viewer('mei'))).toMatchObject(
      refusal('chat.too-fast'),
    );
    room.show.must({ type: 'chat.holdWords', words: ['scam'] });
    room.ask('tom', 'Is it a scam?');
    const [held] = room.moderation.held;
    assert(held, 'it waits');
    expect(room.questions).toHaveLength(1);
    room.show.must({ type: 'chat.settle', messageId: held.id, verdict: 'shown' }, room.moderator);
    expect(room.questions.at(-1)?.message.text).toBe('Is it a scam?');
    room.show.must({ type: 'chat.restrict', mark: room.chatter('mei').mark, standing: 'muted' });
    expect(room.ask('mei', 'Again?')).toMatchObject(refusal('chat.muted'));
  });

  it('waits at most three times of one viewer, and sixty times of all', () => {
    const room = new Asked();
    for (let index = 0; index < MAX_OPEN_QUESTIONS; index += 1) room.asked('mei');
    expect(room.ask('mei', 'One more?')).toMatchObject(refusal('question.too-many'));
    const wanted = room.asked('tom', 'Wanted?');
    room.vote('mei', wanted);
    for (let index = 0; index < MAX_QUESTIONS; index += 1) room.asked(`viewer-${index}`);
    expect(room.questions).toHaveLength(MAX_QUESTIONS);
    expect(room.questions[0]?.message.id).toBe(wanted);
  });
});

describe('what others want to know, too', () => {
  it('comes first, and counts each of them once', () => {
    const room = new Asked();
    room.asked('mei', 'First?');
    const second = room.asked('tom', 'Second?');
    room.vote('ann', second);
    expect(room.vote('ann', second)).toEqual({ ok: true, value: [] });
    room.vote('bo', second);
    expect(room.inTexts).toEqual(['Second? 2 open', 'First? 0 open']);
    expect(room.show.ask({ type: 'question.vote', messageId: second }, { role: 'viewer' })).toMatchObject(
      refusal('auth.forbidden'),
    );
  });

  it('names nobody', () => {
    const room = new Asked();
    room.vote('ann-who-votes', room.asked('mei'));
    expect(JSON.stringify(publicState(room.show.state))).not.toContain('ann-who-votes');
  });
});

describe('an answer', () => {
  it('is one at a time, and tells from when until when', () => {
    const room = new Asked();
    const [first, second] = [room.asked('mei', 'First?'), room.asked('tom', 'Second?')];
    room.answer(second);
    const fromMs = room.show.atMs;
    expect(room.inTexts).toEqual(['Second? 0 answering', 'First? 0 open']);
    room.show.atMs += 30_000;
    room.answer(first);
    expect(room.questions[1]?.stage).toEqual({ kind: 'answered', fromMs, untilMs: fromMs + 30_000 });
    expect(room.inTexts).toEqual(['First? 0 answering', 'Second? 0 answered']);
    expect(room.answer(second)).toMatchObject(refusal('question.not-open'));
    expect(room.vote('ann', second)).toMatchObject(refusal('question.not-open'));
    room.show.must({ type: 'question.finish' });
    expect(room.show.must({ type: 'question.finish' })).toEqual([]);
    expect(room.inTexts).toEqual(['First? 0 answered', 'Second? 0 answered']);
  });

  it('takes its question off the air, and nothing else', () => {
    const room = new Asked();
    const question = room.asked('mei');
    room.answer(question);
    room.show.must({ type: 'chat.air', messageId: question });
    expect(room.chat.onAir?.id).toBe(question);
    room.show.must({ type: 'question.finish' });
    expect(room.chat.onAir).toBeNull();
    room.write('tom', 'Hello');
    room.show.must({ type: 'chat.air', messageId: room.last.id });
    room.answer(room.asked('ann'));
    room.show.must({ type: 'question.finish' });
    expect(room.chat.onAir?.text).toBe('Hello');
  });

  it('ends with the show', () => {
    const room = new Asked();
    room.answer(room.asked('mei'));
    room.write('tom', 'Hello');
    room.show.must({ type: 'chat.air', messageId: room.last.id });
    room.show.must({ type: 'show.end' });
    expect(room.chat.onAir).toBeNull();
    expect(room.inTexts).toEqual(['Is it fresh? 0 answered']);
  });
});

describe('a question that is removed', () => {
  it('is gone, from the air too, like all of whoever is banned', () => {
    const room = new Asked();
    const removed = room.asked('mei');
    room.show.must({ type: 'chat.air', messageId: removed });
    room.show.must({ type: 'chat.remove', messageId: removed }, room.moderator);
    expect([room.questions, room.chat.onAir]).toEqual([[], null]);
    room.asked('mei');
    room.show.must({ type: 'chat.restrict', mark: room.chatter('mei').mark, standing: 'banned' });
    expect(room.questions).toEqual([]);
  });

  it('can be taken back by who asked, and by nobody else of the audience', () => {
    const room = new Asked();
    const messageId = room.asked('mei');
    expect(room.show.ask({ type: 'chat.remove', messageId }, room.viewer('tom'))).toMatchObject(
      refusal('auth.forbidden'),
    );
    room.show.must({ type: 'chat.remove', messageId }, room.viewer('mei'));
    expect(room.questions).toEqual([]);
  });
});
