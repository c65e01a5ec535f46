import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  ['Honey &amp; bees', 'Honey & bees'],
  ['<p>One</p><p>Two<br/>Three</p>', 'One\nTwo\nThree'],
  ['<ul><li>a</li> <li>b</li></ul>', 'a\nb'],
  ['<b>Bold</b>   and\t<i>thin</i>', 'Bold and thin'],
  ['a<script>alert(1)</script>b<style>p{}</style>c', 'abc'],
  ['5 &lt; 6, &#8364;7, &#x1F41D;', '5 < 6, €7, 🐝'],
  ['&unknown; &#0; &#xD800; &#99999999;', '&unknown; &#0; &#xD800; &#99999999;'],
  ['3 < 4 and 5 > 4', '3 < 4 and 5 > 4'],
  ['', ''],
])('of %j only the words are left', (html, words) => {
  expect(plainText(html)).toBe(words);
});
