import { expect, test } from 'vitest';
import { FetchQueue } from './fetch-queue.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that a test ends by name. */
const openWork = () => {
  const queue = new FetchQueue();
  const begun: string[] = [];
  const endings = new Map<string, { readonly end: () => void; readonly fail: (reason: Error) => void }>();
  const run = (name: string, signal: AbortSignal = new AbortController().signal): Promise<string> => {
    const [host = ''] = name.split('/');
    const work = (): Promise<string> => {
      begun.push(name);
      return new Promise((resolve, reject) => endings.set(name, { end: () => resolve(name), fail: reject }));
    };
    return queue.run(host, work, signal);
  };
  return {
    begun,
    run,
    end: (name: string) => endings.get(name)?.end(),
    fail: (name: string) => endings.get(name)?.fail(new Error(name)),
  };
};

test('four run at once, two of them from one host, and every host has its turn', async () => {
  const { begun, run, end } = openWork();
  const all = ['a/1', 'a/2', 'a/3', 'a/4', 'b/1', 'b/2', 'c/1'].map((name) => run(name));
  expect(begun).toEqual(['a/1', 'a/2', 'b/1', 'b/2']);
  end('a/1');
  await settle();
  expect(begun.slice(4)).toEqual(['a/3']);
  end('a/2');
  await settle();
  expect(begun.slice(5)).toEqual(['c/1']);
  for (const name of ['a/3', 'b/1', 'b/2', 'c/1']) end(name);
  await settle();
  expect(begun.slice(6)).toEqual(['a/4']);
  end('a/4');
  expect(await Promise.all(all)).toEqual(['a/1', 'a/2', 'a/3', 'a/4', 'b/1', 'b/2', 'c/1']);
});

test('what fails makes room as well', async () => {
  const { begun, run, fail } = openWork();
  const failing = run('a/1');
  void run('a/2');
  void run('a/3');
  fail('a/1');
  await expect(failing).rejects.toThrow('a/1');
  await settle();
  expect(begun).toEqual(['a/1', 'a/2', 'a/3']);
});

test('what waits no longer does not begin', async () => {
  const { begun, run, end } = openWork();
  const controller = new AbortController();
  const [first] = [run('a/1'), run('a/2')];
  const waiting = run('a/3', controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  await expect(run('b/1', controller.signal)).rejects.toThrow('enough');
  end('a/1');
  await first;
  await settle();
  expect(begun).toEqual(['a/1', 'a/2']);
});
