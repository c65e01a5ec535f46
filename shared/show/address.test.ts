import { describe, expect, it } from 'vitest';
import { addressFromTitle, parseAddress } from './address.ts';

describe('addressFromTitle', () => {
  it.each([
    ['Spring Teas 2026!', 'spring-teas-2026'],
    ['  --Hello,   World--  ', 'hello-world'],
    ['春茶 专场', '春茶-专场'],
    ['Café Été', 'café-été'],
    ['ＦＵＬＬ Width', 'full-width'],
    ['Распродажа №5', 'распродажа-no5'],
    ['หน้าร้อน ลดราคา', 'หนารอน-ลดราคา'],
  ])('makes %j to %s', (title, address) => {
    expect(addressFromTitle(title)).toBe(address);
  });

  it.each(['', '!!!', 'a', '🎉🎉'])('makes nothing of %j', (title) => {
    expect(addressFromTitle(title)).toBeNull();
  });

  it('cuts a long title, leaves room for a suffix and does not end in a dash', () => {
    const address = addressFromTitle(`${'a'.repeat(47)} ${'b'.repeat(60)}`);
    expect(address).toBe('a'.repeat(47));
  });
});

describe('parseAddress', () => {
  it('has one spelling for what people type', () => {
    expect(parseAddress('Spring-Teas')).toBe('spring-teas');
    expect(parseAddress('ｓｐｒｉｎｇ')).toBe('spring');
  });

  it.each(['', 'a', 'a b', '../etc', 'a--b', '-a', 'a/', '<script>', 'x'.repeat(61)])('refuses %j', (text) => {
    expect(parseAddress(text)).toBeNull();
  });
});
