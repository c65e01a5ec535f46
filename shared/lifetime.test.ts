import { describe, expect, it } from 'vitest';
import { Scope } from './lifetime.ts';

const noError = (error: unknown): void => {
  throw error;
};

/** A scope whose resources write what happens to them into `log`. */
const aScope = (
  onError: (error: unknown) => void = noError,
): { scope: Scope; log: string[]; add: (name: string) => void } => {
  const scope = new Scope(onError);
  const log: string[] = [];
  return { scope, log, add: (name) => scope.defer(() => log.push(name)) };
};

describe('Scope', () => {
  it('closes what it owns in reverse order, once', async () => {
    const { scope, log, add } = aScope();
    ['first', 'second', 'third'].forEach(add);
    await Promise.all([scope.close(), scope.close()]);
    await scope.close();
    expect(log).toEqual(['third', 'second', 'first']);
  });

  it('waits for each finalizer before the next one', async () => {
    const { scope, log, add } = aScope();
    add('outer');
    scope.defer(async () => {
      await Promise.resolve();
      await Promise.resolve();
      log.push('inner');
    });
    await scope.close();
    expect(log).toEqual(['inner', 'outer']);
  });

  it('returns what it uses and closes it with the reason', async () => {
    const { scope } = aScope();
    const reasons: unknown[] = [];
    const resource = { close: (reason: unknown): unknown => reasons.push(reason) };
    expect(scope.use(resource)).toBe(resource);
    await scope.close('page left');
    expect(reasons).toEqual(['page left']);
  });

  it('aborts its signal before the first finalizer runs', async () => {
    const { scope } = aScope();
    const seen: unknown[] = [];
    scope.defer(() => seen.push([scope.signal.aborted, scope.signal.reason]));
    expect(scope.signal.aborted).toBe(false);
    await scope.close('over');
    expect(seen).toEqual([[true, 'over']]);
  });

  it('reports a failing finalizer and still closes the rest, without throwing', async () => {
    const errors: unknown[] = [];
    const { scope, log, add } = aScope((error) => errors.push(error));
    add('kept');
    scope.defer(() => Promise.reject(new Error('stuck')));
    await expect(scope.close()).resolves.toBeUndefined();
    expect(log).toEqual(['kept']);
    expect(errors).toEqual([new Error('stuck')]);
  });

  it('closes at once what is given to it after it closed', async () => {
    const { scope, log, add } = aScope();
    await scope.close();
    expect(scope.isClosed).toBe(true);
    add('late');
    expect(log).toEqual(['late']);
  });

  it('closes its children with it, and a child that closed earlier only once', async () => {
    const { scope, log } = aScope();
    const [early, late] = [scope.child(), scope.child()];
    early.defer(() => log.push('early'));
    late.defer(() => log.push('late'));
    await early.close();
    expect(log).toEqual(['early']);
    expect(scope.isClosed).toBe(false);
    await scope.close();
    expect(log).toEqual(['early', 'late']);
    expect(late.signal.aborted).toBe(true);
  });

  it('leaves nothing open when it closes while something is being closed', async () => {
    const { scope, log } = aScope();
    scope.defer(() => {
      log.push('outer');
      scope.defer(() => log.push('added while closing'));
    });
    await scope.close();
    expect(log).toEqual(['outer', 'added while closing']);
  });
});
