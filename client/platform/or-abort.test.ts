import { expect, it } from 'vitest';
import { orAbort } from './or-abort.ts';

it('gives the value when nothing aborts', async () => {
  const discarded: string[] = [];
  await expect(
    orAbort(Promise.resolve('track'), new AbortController().signal, (late) => discarded.push(late)),
  ).resolves.toBe('track');
  expect(discarded).toEqual([]);
});

it('rejects at once on abort and discards the value that comes too late', async () => {
  const controller = new AbortController();
  const { promise, resolve } = Promise.withResolvers<string>();
  const discarded: string[] = [];
  const waiting = orAbort(promise, controller.signal, (late) => discarded.push(late));
  controller.abort(new DOMException('closed', 'AbortError'));
  await expect(waiting).rejects.toThrow('closed');
  resolve('track');
  await promise;
  expect(discarded).toEqual(['track']);
});

it('rejects when the signal was aborted before', async () => {
  const discarded: string[] = [];
  const waiting = orAbort(Promise.resolve('track'), AbortSignal.abort(new Error('gone')), (late) =>
    discarded.push(late),
  );
  await expect(waiting).rejects.toThrow('gone');
  expect(discarded).toEqual(['track']);
});
