import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../shared/random.ts';
import { openMemoryStore } from '../store/sqlite/open.ts';
import { Accounts, type SignUpPolicy } from './accounts.ts';
import { argon2Hasher } from './argon2-hasher.ts';
import { makeFakeHasher } from './fake-hasher.ts';

const openAccounts = (signUp: SignUpPolicy) => {
  const { records } = openMemoryStore();
  const hasher = makeFakeHasher();
  return { records, hasher, accounts: new Accounts({ records, hasher, random: seededRandom(1), signUp }) };
};
const tea = { name: 'Tea house', handle: 'tea', password: 'correct horse' };
const coffee = { name: 'Coffee house', handle: 'coffee', password: 'correct horse' };
const refusal = (code: string) => ({ ok: false, error: { code } });

describe('Accounts', () => {
  it('lets the first visitor make the channel, and nobody after', async () => {
    const { accounts } = openAccounts('first-only');
    expect(accounts.visitor(null)).toEqual({ state: 'first-run' });
    const made = await accounts.signUp(tea);
    expect(made).toMatchObject({ ok: true, value: { channel: { name: 'Tea house', handle: 'tea' } } });
    expect(accounts.visitor(null)).toEqual({ state: 'signed-out', signUp: 'closed' });
    expect(accounts.visitor(made.ok ? made.value : null)).toMatchObject({
      state: 'signed-in',
      channel: { handle: 'tea' },
    });
    expect(await accounts.signUp(coffee)).toMatchObject(refusal('auth.sign-up-closed'));
  });

  it('makes one channel when two first visitors sign up at the same moment', async () => {
    const { accounts, records } = openAccounts('first-only');
    const answers = await Promise.all([accounts.signUp(tea), accounts.signUp(coffee)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual(refusal('auth.sign-up-closed'));
    expect(records.countAccounts()).toBe(1);
  });

  it('lets everybody sign up when that is configured, one account a handle', async () => {
    const { accounts, records } = openAccounts('open');
    await accounts.signUp(tea);
    expect(await accounts.signUp(coffee)).toMatchObject({ ok: true });
    expect(await accounts.signUp({ ...coffee, name: 'Other' })).toMatchObject(refusal('auth.handle-taken'));
    expect(records.countAccounts()).toBe(2);
  });

  it('stores a hash, never the password', async () => {
    const { records } = openMemoryStore();
    const accounts = new Accounts({ records, hasher: argon2Hasher, random: seededRandom(1), signUp: 'first-only' });
    await accounts.signUp(tea);
    expect(records.accountByHandle('tea')?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await accounts.signIn(tea)).toMatchObject({ ok: true });
    expect(await accounts.signIn({ ...tea, password: 'correct horsf' })).toMatchObject(refusal('auth.wrong-password'));
  });

  it('refuses an unknown handle like a wrong password, after the same work', async () => {
    const { accounts, hasher } = openAccounts('first-only');
    await accounts.signUp(tea);
    expect(await accounts.signIn({ handle: 'tea', password: 'wrong' })).toMatchObject(refusal('auth.wrong-password'));
    expect(hasher.work.verified).toBe(1);
    expect(await accounts.signIn({ handle: 'nobody', password: 'wrong' })).toMatchObject(
      refusal('auth.wrong-password'),
    );
    expect(hasher.work.verified).toBe(2);
  });
});
