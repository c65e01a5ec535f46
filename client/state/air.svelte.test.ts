import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MessageId } from '../../shared/ids.ts';
import type { ChatMessage } from '../../shared/show/chat-message.ts';
import { A_CARD, aSeat, aStage, calloutId, itemId, sceneId } from '../../shared/scene/sample-documents.ts';
import { EMPTY_STAGE, type Program } from '../../shared/scene/program.ts';
import { Air } from './air.svelte.ts';
import { seenBy } from './testing/seen.svelte.ts';

const [HOST, SCREEN, BREAK] = [sceneId('host'), sceneId('screen'), sceneId('break')];
const FADE = { kind: 'fade', durationMs: 300 } as const;
const CUT = { kind: 'cut' } as const;
const [C1, C2] = [calloutId('c1'), calloutId('c2')];
const [HONEY, TEA] = [itemId('honey'), itemId('tea')];

const anAir = () => {
  const changes: Program[] = [];
  const clock = { nowMs: 1_000 };
  const air = new Air({
    sceneId: HOST,
    nowMs: () => clock.nowMs,
    onChange: (program) => void changes.push(program),
  });
  return { air, changes, clock };
};

describe('taking a scene', () => {
  it('cuts to it', () => {
    const { air, changes } = anAir();
    const seen = seenBy(() => air.sceneId);
    air.take(SCREEN, CUT);
    expect(air.program).toEqual({ sceneId: SCREEN, fade: null, callout: null, comment: null, stage: EMPTY_STAGE });
    expect(changes).toEqual([air.program]);
    expect(seen.values).toEqual([HOST, SCREEN]);
    seen.stop();
  });

  it('fades from the scene that was on air', () => {
    const { air } = anAir();
    air.take(SCREEN, FADE);
    expect(air.program).toMatchObject({
      sceneId: SCREEN,
      fade: { fromSceneId: HOST, startedAtMs: 1_000, durationMs: 300 },
    });
  });

  it('fades on from the incoming scene when another is taken in the middle of a fade', () => {
    const { air, clock } = anAir();
    air.take(SCREEN, FADE);
    clock.nowMs = 1_100;
    air.take(BREAK, FADE);
    expect(air.program.fade).toEqual({ fromSceneId: SCREEN, startedAtMs: 1_100, durationMs: 300 });
  });

  it('drops a running fade with a cut', () => {
    const { air } = anAir();
    air.take(SCREEN, FADE);
    air.take(BREAK, CUT);
    expect(air.program.fade).toBeNull();
  });

  it('that is on air already changes nothing', () => {
    const { air, changes } = anAir();
    air.take(SCREEN, FADE);
    const before = air.program;
    air.take(SCREEN, FADE);
    expect(air.program).toBe(before);
    expect(changes).toHaveLength(1);
  });
});

describe('the callout', () => {
  it('enters a moment after it is shown, and stays through scenes', () => {
    const { air } = anAir();
    air.showCallout(C1, HONEY, A_CARD);
    air.take(SCREEN, CUT);
    expect(air.program.callout).toEqual({
      calloutId: C1,
      itemId: HONEY,
      card: A_CARD,
      openedAtMs: 1_150,
      closedAtMs: null,
    });
  });

  it('says a changed price without entering again', () => {
    const { air, changes, clock } = anAir();
    air.showCallout(C1, HONEY, A_CARD);
    clock.nowMs = 5_000;
    air.showCallout(C1, HONEY, { ...A_CARD, price: '¥29.90' });
    expect(air.program.callout).toMatchObject({ card: { price: '¥29.90' }, openedAtMs: 1_150 });
    expect(changes).toHaveLength(2);
  });

  it('with the same card changes nothing', () => {
    const { air, changes } = anAir();
    air.showCallout(C1, HONEY, A_CARD);
    air.showCallout(C1, HONEY, { ...A_CARD });
    expect(changes).toHaveLength(1);
  });

  it('that replaces another enters at once', () => {
    const { air, clock } = anAir();
    air.showCallout(C1, HONEY, A_CARD);
    clock.nowMs = 5_000;
    air.showCallout(C2, TEA, A_CARD);
    expect(air.program.callout).toMatchObject({ calloutId: C2, itemId: TEA, openedAtMs: 5_000 });
  });

  it('leaves once, and enters anew when it is shown again', () => {
    const { air, changes, clock } = anAir();
    air.hideCallout();
    expect(changes).toEqual([]);

    air.showCallout(C1, HONEY, A_CARD);
    clock.nowMs = 5_000;
    air.hideCallout();
    expect(air.program.callout).toMatchObject({ calloutId: C1, openedAtMs: 1_150, closedAtMs: 5_000 });
    clock.nowMs = 6_000;
    air.hideCallout();
    expect(air.program.callout?.closedAtMs).toBe(5_000);
    expect(changes).toHaveLength(2);

    clock.nowMs = 7_000;
    air.showCallout(C1, HONEY, A_CARD);
    expect(air.program.callout).toMatchObject({ openedAtMs: 7_150, closedAtMs: null });
  });
});

describe('the stage', () => {
  it('changes only when something looks different', () => {
    const { air, changes } = anAir();
    air.setStage(aStage([aSeat('host')]));
    air.setStage(aStage([aSeat('host'), aSeat('ada')]));
    air.setStage(aStage([aSeat('host'), aSeat('ada')]));
    expect(changes).toHaveLength(2);
    expect(air.program.stage.seats).toMatchObject([{ participantId: 'host' }, { participantId: 'ada' }]);
  });
});

describe('a comment', () => {
  const message = (id: string, text: string | null = 'Is it fresh?'): ChatMessage => ({
    id: v.parse(MessageId, id),
    author: { kind: 'staff', role: 'host', name: 'Hui' },
    text,
    replyToId: null,
    tone: 'said',
    atMs: 1,
  });

  it('comes once, and leaves', () => {
    const { air, changes, clock } = anAir();
    air.setComment(message('m1'));
    expect(air.program.comment).toEqual({
      messageId: 'm1',
      name: 'Hui',
      text: 'Is it fresh?',
      openedAtMs: 1_000,
      closedAtMs: null,
    });
    clock.nowMs = 2_000;
    air.setComment(message('m1'));
    expect(changes).toHaveLength(1);
    air.setComment(null);
    air.setComment(null);
    expect(air.program.comment).toMatchObject({ messageId: 'm1', closedAtMs: 2_000 });
    expect(changes).toHaveLength(2);
    air.setComment(message('m1'));
    expect(air.program.comment).toMatchObject({ openedAtMs: 2_000, closedAtMs: null });
  });

  it('takes the place of another one', () => {
    const { air } = anAir();
    air.setComment(message('m1'));
    air.setComment(message('m2'));
    expect(air.program.comment).toMatchObject({ messageId: 'm2', closedAtMs: null });
  });
});
