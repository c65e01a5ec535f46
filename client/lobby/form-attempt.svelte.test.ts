import { expect, it } from 'vitest';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { FormAttempt } from './form-attempt.svelte.ts';

it('says what is wrong from the first attempt on, and sends nothing then', async () => {
  const form = new FormAttempt();
  expect(form.fault(true, 'a name, please')).toBeUndefined();
  expect(await form.send(null, () => Promise.reject(new Error('it was sent')))).toBeNull();
  expect(form.fault(true, 'a name, please')).toBe('a name, please');
  expect(form.fault(false, 'a name, please')).toBeUndefined();
});

it('makes one request of two presses', async () => {
  const form = new FormAttempt();
  const answer = Promise.withResolvers<Result<string>>();
  const first = form.send('Ann', (name) =>
    answer.promise.then((result) => (result.ok ? ok(`${result.value} ${name}`) : result)),
  );
  expect(form.isSending).toBe(true);
  expect(await form.send('Ann', () => Promise.reject(new Error('it was sent twice')))).toBeNull();
  answer.resolve(ok('done'));
  expect(await first).toEqual(ok('done Ann'));
  expect(form.isSending).toBe(false);
});

it('keeps why it was refused until the value changes, or the next time', async () => {
  const form = new FormAttempt();
  await form.send('Ann', () => Promise.resolve(refuse('auth.handle-taken')));
  expect(form.refusal).toBe('auth.handle-taken');
  form.forgive('show.address-taken');
  expect(form.refusal).toBe('auth.handle-taken');
  form.forgive('auth.handle-taken');
  expect(form.refusal).toBeNull();
  await form.send('Ann', () => Promise.resolve(refuse('net.unreachable')));
  await form.send('Ann', () => Promise.resolve(ok(null)));
  expect(form.refusal).toBeNull();
});
