import { describe, expect, it } from 'vitest';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { Outbox, type Wire } from './outbox.ts';

/** A socket whose reader takes what it is told to take. */
class SlowWire implements Wire {
  readonly sent: string[] = [];
  closedWith: number | null = null;
  #unsent: Array<{ readonly bytes: number; readonly onSent: () => void }> = [];

  get unsentBytes(): number {
    return this.#unsent.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  send(text: string, onSent: () => void): void {
    this.sent.push(text);
    this.#unsent.push({ bytes: text.length, onSent });
  }

  close(code: number): void {
    this.closedWith = code;
  }

  drain(): void {
    const leaving = this.#unsent;
    this.#unsent = [];
    for (const { onSent } of leaving) onSent();
  }
}

const anOutbox = () => {
  const wire = new SlowWire();
  const dropped: string[] = [];
  const outbox = new Outbox({ wire, tickHoldBytes: 10, maxUnsentBytes: 40, onDropped: (type) => dropped.push(type) });
  return { wire, outbox, dropped };
};

describe('the outbox', () => {
  it('sends everything at once to a reader that keeps up', () => {
    const { wire, outbox } = anOutbox();
    outbox.send('event');
    outbox.tick('watchers.counted', 'tick');
    expect(wire.sent).toEqual(['event', 'tick']);
  });

  it('holds only the newest tick of each type while the reader is slow', () => {
    const { wire, outbox, dropped } = anOutbox();
    outbox.send('0123456789');
    outbox.tick('watchers.counted', 'one');
    outbox.tick('clock.changed', 'clock');
    outbox.tick('watchers.counted', 'two');
    expect(wire.sent).toEqual(['0123456789']);
    wire.drain();
    expect(wire.sent).toEqual(['0123456789', 'clock', 'two']);
    expect(dropped).toEqual(['watchers.counted']);
  });

  it('never holds back an event', () => {
    const { wire, outbox } = anOutbox();
    outbox.send('0123456789');
    outbox.send('event');
    expect(wire.sent).toEqual(['0123456789', 'event']);
  });

  it('closes a reader that is too far behind, and is silent then', () => {
    const { wire, outbox } = anOutbox();
    outbox.send('x'.repeat(41));
    expect(wire.closedWith).toBeNull();
    outbox.send('more');
    outbox.send('even more');
    expect(wire.closedWith).toBe(CLOSE_CODES.slow);
    expect(wire.sent).toHaveLength(1);
  });

  it('forgets held ticks when the socket is gone', () => {
    const { wire, outbox } = anOutbox();
    outbox.send('0123456789');
    outbox.tick('watchers.counted', 'tick');
    outbox.end();
    wire.drain();
    expect(wire.sent).toEqual(['0123456789']);
  });

  it('drops what viewers write for a slow reader, and says so', () => {
    const { wire, outbox, dropped } = anOutbox();
    outbox.sendChat('hi');
    outbox.send('x'.repeat(20));
    outbox.sendChat('hello?');
    outbox.send('order');
    wire.drain();
    outbox.sendChat('there');
    expect(wire.sent).toEqual(['hi', 'x'.repeat(20), 'order', 'there']);
    expect(dropped).toEqual(['chat']);
  });
});
