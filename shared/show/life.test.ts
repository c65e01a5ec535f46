import { describe, expect, it } from 'vitest';
import { SYSTEM } from './actor.ts';
import { EMPTY_CHAT } from './chat.ts';
import { REOPEN_WINDOW_MS } from './life.ts';
import { EMPTY_CREW, EMPTY_LEDGER, NO_CHATTERS, NO_NUMBERS } from './beginnings.ts';
import { createCommand, ScriptedShow } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });
const nothing = { ok: true, value: [] };

describe('the life of a show', () => {
  it('begins as a draft with an empty shelf', () => {
    const { state } = ScriptedShow.in('draft');
    expect(state).toEqual({
      id: 'show1',
      channelId: 'channel1',
      title: 'Spring teas',
      address: 'spring-teas',
      createdAtMs: 1_000,
      plan: { startsAtMs: null, category: 'other', visibility: 'listed' },
      life: { phase: 'draft' },
      firstStartedAtMs: null,
      items: {},
      itemIds: [],
      callout: null,
      mark: null,
      chat: EMPTY_CHAT,
      ledger: EMPTY_LEDGER,
      flash: null,
      giveaway: null,
      crew: EMPTY_CREW,
      chatters: NO_CHATTERS,
      numbers: NO_NUMBERS,
      seq: 1,
    });
  });

  it('does not exist before it is created, and is created once', () => {
    const show = new ScriptedShow();
    expect(show.ask({ type: 'show.start' })).toMatchObject(refusal('show.not-found'));
    show.must(createCommand);
    expect(show.ask(createCommand)).toMatchObject(refusal('show.address-taken'));
  });

  it('keeps its first start when it is ended and goes on', () => {
    const show = ScriptedShow.in('live');
    expect(show.state.firstStartedAtMs).toBe(1_000);
    show.atMs = 2_000;
    show.must({ type: 'show.end' });
    show.atMs = 3_000;
    show.must({ type: 'show.start' });
    expect(show.state).toMatchObject({ life: { startedAtMs: 3_000 }, firstStartedAtMs: 1_000 });
  });

  it('keeps its start while it is interrupted and resumed', () => {
    const show = ScriptedShow.in('live');
    show.atMs = 2_000;
    show.must({ type: 'show.interrupt' }, SYSTEM);
    expect(show.state.life).toEqual({ phase: 'interrupted', startedAtMs: 1_000, interruptedAtMs: 2_000 });
    show.atMs = 3_000;
    show.must({ type: 'show.resume' }, SYSTEM);
    expect(show.state.life).toEqual({ phase: 'live', startedAtMs: 1_000 });
  });

  it('says nothing twice: interrupting, resuming, ending or renaming again gives no events', () => {
    const show = ScriptedShow.in('live');
    expect(show.ask({ type: 'show.resume' }, SYSTEM)).toEqual(nothing);
    show.must({ type: 'show.interrupt' }, SYSTEM);
    expect(show.ask({ type: 'show.interrupt' }, SYSTEM)).toEqual(nothing);
    show.must({ type: 'show.end' });
    expect(show.ask({ type: 'show.end' })).toEqual(nothing);
    expect(show.ask({ type: 'show.interrupt' }, SYSTEM)).toEqual(nothing);
    expect(show.ask({ type: 'show.rename', title: 'Spring teas' })).toEqual(nothing);
  });

  it('is interrupted neither as a draft nor ended as one', () => {
    const show = ScriptedShow.in('draft');
    expect(show.ask({ type: 'show.interrupt' }, SYSTEM)).toEqual(nothing);
    expect(show.ask({ type: 'show.end' })).toMatchObject(refusal('show.not-live'));
  });

  it('cannot start while it runs', () => {
    const show = ScriptedShow.in('live');
    expect(show.ask({ type: 'show.start' })).toMatchObject(refusal('show.already-live'));
    show.must({ type: 'show.interrupt' }, SYSTEM);
    expect(show.ask({ type: 'show.start' })).toMatchObject(refusal('show.already-live'));
  });

  it('closes the callout and forgets the picture when it ends, also while interrupted', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    show.must({ type: 'callout.open', itemId });
    const calloutId = show.state.callout?.id;
    expect(calloutId).toBeDefined();
    show.must({ type: 'program.mark', mark: { captureAtMs: 5, calloutId: null, areas: [] } });
    show.must({ type: 'show.interrupt' }, SYSTEM);
    expect(show.must({ type: 'show.end' })).toEqual([
      { type: 'callout.closed', calloutId, reason: 'ended' },
      { type: 'show.ended' },
    ]);
    expect(show.state).toMatchObject({ callout: null, mark: null, life: { phase: 'ended', endedAtMs: 1_000 } });
  });

  it('goes live again within two hours of its end, and never after', () => {
    const show = ScriptedShow.in('live');
    show.must({ type: 'show.end' });
    show.atMs += REOPEN_WINDOW_MS;
    show.must({ type: 'show.start' });
    expect(show.state.life).toEqual({ phase: 'live', startedAtMs: show.atMs });
    show.must({ type: 'show.end' });
    show.atMs += REOPEN_WINDOW_MS + 1;
    expect(show.ask({ type: 'show.start' })).toMatchObject(refusal('show.ended'));
  });
});
