import { describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { Outbox, type Wire } from './outbox.ts';
import { SendTurns } from './send-turns.ts';
import type { TextFrame } from './text-frame.ts';

/** A socket whose reader takes what it is told to take. */
class SlowWire implements Wire {
  readonly writes: string[] = [];
  closedWith: number | null = null;
  #unsent: Array<{ readonly bytes: number; readonly onSent: (() => void) | undefined }> = [];

  get unsentBytes(): number {
    return this.#unsent.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  write(frames: readonly TextFrame[], onSent: (() => void) | undefined): void {
    const text = frames.join(' ');
    this.writes.push(text);
    this.#unsent.push({ bytes: text.length, onSent });
  }

  close(code: number): void {
    this.closedWith = code;
  }

  drain(): void {
    const leaving = this.#unsent;
    this.#unsent = [];
    for (const { onSent } of leaving) onSent?.();
  }
}

const anOutbox = () => {
  const wire = new SlowWire();
  const dropped: string[] = [];
  const waiting: (() => void)[] = [];
  const turns = new SendTurns((work) => waiting.push(work));
  const limits = { tickHoldBytes: 10, maxUnsentBytes: 40 };
  const outbox = new Outbox({ wire, turns, ...limits, onDropped: (type) => dropped.push(type) });
  const turn = (): void => waiting.splice(0).forEach((work) => work());
  /** In a turn of its own. */
  const send = (text: string): void => {
    outbox.send(frame(text));
    turn();
  };
  return { wire, outbox, dropped, turn, send };
};

const frame = (text: string): TextFrame => Buffer.from(text);

describe('the outbox', () => {
  it('writes together what a turn has for a reader that keeps up, in its order', () => {
    const { wire, outbox, turn } = anOutbox();
    outbox.send(frame('event'));
    outbox.tick('watchers.counted', frame('tick'));
    outbox.answer(frame('reply'));
    expect(wire.writes).toEqual([]);
    turn();
    expect(wire.writes).toEqual(['event tick reply']);
  });

  it('holds only the newest tick of each type while the reader is slow', () => {
    const { wire, outbox, dropped, send, turn } = anOutbox();
    send('0123456789');
    outbox.tick('watchers.counted', frame('one'));
    outbox.tick('clock.changed', frame('clock'));
    outbox.tick('watchers.counted', frame('two'));
    turn();
    expect(wire.writes).toEqual(['0123456789']);
    wire.drain();
    turn();
    expect(wire.writes).toEqual(['0123456789', 'clock two']);
    expect(dropped).toEqual(['watchers.counted']);
  });

  it('lets go of what it holds when several small writes have left that were slow together', () => {
    const { wire, outbox, send, turn } = anOutbox();
    send('012345');
    send('6789');
    outbox.tick('watchers.counted', frame('tick'));
    turn();
    expect(wire.writes).toEqual(['012345', '6789']);
    wire.drain();
    turn();
    expect(wire.writes).toEqual(['012345', '6789', 'tick']);
  });

  it('never holds back an event', () => {
    const { wire, send } = anOutbox();
    send('0123456789');
    send('event');
    expect(wire.writes).toEqual(['0123456789', 'event']);
  });

  it('closes a reader that is too far behind, and is silent then', () => {
    const { wire, send } = anOutbox();
    send('x'.repeat(41));
    expect(wire.closedWith).toBeNull();
    send('more');
    send('even more');
    expect(wire.closedWith).toBe(CLOSE_CODES.slow);
    expect(wire.writes).toHaveLength(1);
  });

  it('says what it had to say before it closes', () => {
    const { wire, outbox, turn } = anOutbox();
    outbox.answer(frame('refused'));
    outbox.close(CLOSE_CODES.unauthorized);
    expect([wire.writes, wire.closedWith]).toEqual([['refused'], CLOSE_CODES.unauthorized]);
    outbox.send(frame('more'));
    turn();
    expect(wire.writes).toEqual(['refused']);
  });

  it('forgets held ticks when the socket is gone', () => {
    const { wire, outbox, send, turn } = anOutbox();
    send('0123456789');
    outbox.tick('watchers.counted', frame('tick'));
    outbox.send(frame('event'));
    outbox.end();
    wire.drain();
    turn();
    expect(wire.writes).toEqual(['0123456789']);
  });

  it('drops what viewers write for a slow reader, and says so', () => {
    const { wire, outbox, dropped, send, turn } = anOutbox();
    outbox.sendChat(frame('hi'));
    send('x'.repeat(20));
    outbox.sendChat(frame('hello?'));
    send('order');
    wire.drain();
    outbox.sendChat(frame('there'));
    turn();
    expect(wire.writes).toEqual([`hi ${'x'.repeat(20)}`, 'order', 'there']);
    expect(dropped).toEqual(['chat']);
  });
});
