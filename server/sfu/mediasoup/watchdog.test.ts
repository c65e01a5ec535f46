import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchOver } from './watchdog.ts';

const EVERY_MS = 3_000;

/** A worker that answers when it is told to. */
const makeWorker = () => {
  const questions: Array<{ readonly answer: () => void; readonly fail: () => void }> = [];
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => questions.push({ answer: resolve, fail: () => reject(new Error('closed')) }));
  return { questions, ask };
};

describe('the watch over a worker', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('leaves a worker alone that answers, however slowly within two turns', async () => {
    const { questions, ask } = makeWorker();
    const onHung = vi.fn();
    const watch = watchOver({ ask, onHung, everyMs: EVERY_MS });
    for (let turn = 0; turn < 10; turn += 1) {
      await vi.advanceTimersByTimeAsync(EVERY_MS * 2 - 1);
      questions.at(-1)?.answer();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(questions.length).toBeGreaterThan(5);
    expect(onHung).not.toHaveBeenCalled();
    watch.close();
  });

  it('tells once of a worker that left a question unanswered for two turns', async () => {
    const { questions, ask } = makeWorker();
    const onHung = vi.fn();
    const watch = watchOver({ ask, onHung, everyMs: EVERY_MS });
    await vi.advanceTimersByTimeAsync(EVERY_MS * 3 - 1);
    expect(questions).toHaveLength(1);
    expect(onHung).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(EVERY_MS * 10);
    expect(onHung).toHaveBeenCalledTimes(1);
    watch.close();
  });

  it('takes a refusal for an answer, and asks nothing more once it is closed', async () => {
    const { questions, ask } = makeWorker();
    const onHung = vi.fn();
    const watch = watchOver({ ask, onHung, everyMs: EVERY_MS });
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    questions[0]?.fail();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(questions).toHaveLength(2);
    watch.close();
    await vi.advanceTimersByTimeAsync(EVERY_MS * 10);
    expect(questions).toHaveLength(2);
    expect(onHung).not.toHaveBeenCalled();
  });
});
