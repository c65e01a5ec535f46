import { expect, test } from 'vitest';
import { suggestHandle } from './handle.ts';

test.each([
  ['Granny Wang’s bees', 'granny-wangs-bees'],
  ['  Café Olé!  ', 'cafe-ole'],
  ['王奶奶的蜂蜜', ''],
  ['A very long channel name that goes on and on', 'a-very-long-channel-name-that'],
])('the handle suggested for %j is %j', (name, handle) => {
  expect(suggestHandle(name)).toBe(handle);
});
