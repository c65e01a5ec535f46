import { expect, test } from 'vitest';
import { entryOf, withAbsoluteAddresses, withBootData } from './dev-pages.ts';

test.each([
  ['/', 'home'],
  ['/@granny', 'home'],
  ['/studio', 'lobby'],
  ['/products', 'lobby'],
  ['/studio/show-1', 'studio'],
  ['/controls/show-1', 'studio'],
  ['/desk/show-1', 'desk'],
  ['/watch/summer-sale', 'viewer'],
  ['/embed/summer-sale', 'viewer'],
  ['/pay', 'pay'],
  ['/join', 'guest'],
  ['/join/show-1', 'guest'],
  ['/viewer/main.ts', undefined],
  ['/watch/summer-sale/main.js', undefined],
  ['/@vite/client', undefined],
])('%s is the page of %s', (pathname, entry) => {
  expect(entryOf(pathname)).toBe(entry);
});

const boot = '<script type="application/json" id="boot">{"price":"$1$&"}</script>';

test("the server's data takes the place of the page's own", () => {
  const page = '<head><script type="application/json" id="boot">null</script></head><body></body>';
  expect(withBootData(page, `<p>${boot}</p>`)).toBe(`<head>${boot}</head><body></body>`);
});

test('a page without a place for data gets it at the end of its head', () => {
  expect(withBootData('<head></head><body></body>', boot)).toBe(`<head>${boot}</head><body></body>`);
});

test('a page stays as it is when the server has no data for it', () => {
  expect(withBootData('<head></head>', 'not found')).toBe('<head></head>');
});

test('a script beside the page is found from any address', () => {
  expect(withAbsoluteAddresses('<script src="./main.ts"></script><link href="/favicon.svg">', 'viewer')).toBe(
    '<script src="/viewer/main.ts"></script><link href="/favicon.svg">',
  );
});
