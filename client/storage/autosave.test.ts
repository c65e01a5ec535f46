import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { Autosaver, saveAtMs, type SaveState } from './autosave.ts';

/** A disk whose writes end when the test says so, or at once. */
const aDisk = () => {
  const written: string[] = [];
  let failure: AppError | null = null;
  let gate: Promise<void> = Promise.resolve();
  return {
    written,
    fail: (error: AppError | null) => {
      failure = error;
    },
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    save: async (value: string): Promise<void> => {
      await gate;
      if (failure) throw failure;
      written.push(value);
    },
  };
};

const anAutosaver = () => {
  const clock = fakeClock(0);
  const disk = aDisk();
  const states: SaveState[] = [];
  const autosaver = new Autosaver<string>({ clock, save: disk.save, onState: (state) => states.push(state) });
  return { clock, disk, states, autosaver };
};

describe('the time of a save', () => {
  it('is half a second after the last change', () => {
    expect(saveAtMs({ firstChangeAtMs: 1_000, lastChangeAtMs: 1_200 })).toBe(1_700);
  });

  it('is at most three seconds after the first', () => {
    expect(saveAtMs({ firstChangeAtMs: 1_000, lastChangeAtMs: 3_900 })).toBe(4_000);
  });
});

describe('autosave', () => {
  it('writes once for a burst of changes', async () => {
    const { clock, disk, states, autosaver } = anAutosaver();
    for (const value of ['a', 'b', 'c']) {
      autosaver.change(value);
      await clock.advance(100);
    }
    await clock.advance(399);
    expect(disk.written).toEqual([]);
    await clock.advance(1);
    expect(disk.written).toEqual(['c']);
    expect(states.map(({ state }) => state)).toEqual(['unsaved', 'unsaved', 'unsaved', 'saving', 'saved']);
  });

  it('writes every three seconds while changes never pause', async () => {
    const { clock, disk, autosaver } = anAutosaver();
    for (let index = 0; index < 70; index += 1) {
      autosaver.change(String(index));
      await clock.advance(100);
    }
    expect(disk.written).toEqual(['29', '59']);
  });

  it('writes what changed during a write after it, never both at once', async () => {
    const { clock, disk, autosaver } = anAutosaver();
    const release = disk.hold();
    autosaver.change('a');
    await clock.advance(600);
    autosaver.change('b');
    await clock.advance(5_000);
    expect(disk.written).toEqual([]);
    release();
    await clock.advance(500);
    expect(disk.written).toEqual(['a', 'b']);
  });

  it('says that the disk is full, and tries again with the newest value', async () => {
    const { clock, disk, states, autosaver } = anAutosaver();
    disk.fail(new AppError('storage.full'));
    autosaver.change('a');
    await clock.advance(500);
    expect(states.at(-1)).toEqual({ state: 'failed', code: 'storage.full' });
    autosaver.change('b');
    disk.fail(null);
    await clock.advance(4_999);
    expect(disk.written).toEqual([]);
    await clock.advance(1);
    expect(disk.written).toEqual(['b']);
    expect(states.at(-1)).toEqual({ state: 'saved' });
  });

  it('writes at once when flushed, and nothing twice', async () => {
    const { clock, disk, autosaver } = anAutosaver();
    autosaver.change('a');
    await autosaver.flush();
    expect(disk.written).toEqual(['a']);
    await autosaver.flush();
    await clock.advance(10_000);
    expect(disk.written).toEqual(['a']);
  });

  it('flushes when closed and leaves no timer', async () => {
    const { clock, disk, autosaver } = anAutosaver();
    autosaver.change('a');
    await autosaver.close();
    autosaver.change('b');
    await clock.advance(10_000);
    expect(disk.written).toEqual(['a']);
    expect(clock.pendingCount).toBe(0);
  });

  it('leaves no timer when the last write fails', async () => {
    const { clock, disk, autosaver } = anAutosaver();
    disk.fail(new AppError('storage.unavailable'));
    autosaver.change('a');
    await autosaver.close();
    expect(clock.pendingCount).toBe(0);
  });
});
