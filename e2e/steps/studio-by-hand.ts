import { expect } from '@playwright/test';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import type { RawTab } from '../fixtures/hand-started-chromium.ts';
import { OWNER, type TestShow } from '../fixtures/owner.ts';

/** Signs the owner in on a tab that shows a page of the server, goes to the show's studio there, and goes live. */
export const goLiveByHand = async (tab: RawTab, show: TestShow): Promise<void> => {
  const { handle, password } = OWNER;
  const request = {
    method: ENDPOINTS.signIn.method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ handle, password }),
  };
  const signIn = `fetch(${JSON.stringify(ENDPOINTS.signIn.path)}, ${JSON.stringify(request)})`;
  expect(await tab.evaluate(`${signIn}.then((answer) => answer.status)`), 'signing in').toBe(200);
  await tab.evaluate(`location.assign(${JSON.stringify(`${show.studioUrl}?stamp=1`)})`);
  await tab.press('Use my camera and microphone');
  await tab.press('Go live');
  await tab.pressInDialog('Go live');
  await expect.poll(() => tab.hasButton('End show'), { message: 'the studio is on air' }).toBe(true);
};
