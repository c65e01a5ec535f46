import { expect, type BrowserContext, type Page } from '@playwright/test';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { endShowButton, goLive, openStudio } from './steps/studio.ts';
import { expectMovingPicture, pictureState } from './steps/watch.ts';

/** Kept for documentation: nobody answers there. @see https://www.rfc-editor.org/rfc/rfc5737 */
const NOBODY = '192.0.2.1';
/** A transport is given up after ten seconds. */
const GIVEN_UP = { timeout: 40_000 } as const;

const NOT_THROUGH = /The server answers, but no video gets through to it/;

/** Sends the media of a browser's pages to where nobody is, as a firewall would, until `unblockMedia`. */
const blockMedia = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript((nobody) => {
    window.RTCPeerConnection = class extends RTCPeerConnection {
      override setRemoteDescription({ type, sdp = '' }: RTCSessionDescriptionInit): Promise<void> {
        const isBlocked = localStorage.getItem('media') !== 'unblocked';
        const steered = isBlocked ? sdp.replace(/127\.0\.0\.1 (?=\d+ typ)/g, `${nobody} `) : sdp;
        return super.setRemoteDescription({ type, sdp: steered });
      }
    };
  }, NOBODY);
};

const unblockMedia = (page: Page): Promise<void> => page.evaluate(() => localStorage.setItem('media', 'unblocked'));

test.describe('on a server with a wrong address', () => {
  test.use({ serverOf: 'test', serverSettings: { env: { ANNOUNCED_ADDRESS: NOBODY } } });

  test('the show does not start, and the host reads why', PAGES_ONLY, async ({ show, hostPage, viewerPage }) => {
    await openStudio(hostPage, show, 'test-pattern');
    await hostPage.getByRole('banner').getByRole('button', { name: 'Go live' }).click();
    const dialog = hostPage.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Go live' }).click();
    await expect(dialog.getByRole('alert')).toHaveText(NOT_THROUGH, GIVEN_UP);
    await expect(dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
    await expect(endShowButton(hostPage)).toHaveCount(0);
    await viewerPage.goto(show.watchUrl);
    await expect(pictureState(viewerPage, 'The show starts soon')).toBeVisible();
  });
});

test('who is on a network that blocks media reads so, and the show goes on when it does not any more', async ({
  show,
  hostPage,
  hostContext,
  viewerContext,
}) => {
  await openStudio(hostPage, show, 'test-pattern');
  await goLive(hostPage);
  const note = hostPage.getByRole('alert');
  const onAir = hostPage.getByRole('banner').getByText('On air', { exact: true });
  hostPage.on('dialog', (dialog) => void dialog.accept());

  await test.step('a viewer', async () => {
    await blockMedia(viewerContext);
    const viewerPage = await viewerContext.newPage();
    await viewerPage.goto(show.watchUrl);
    await expect(pictureState(viewerPage, 'The picture does not get through')).toBeVisible(GIVEN_UP);
    await unblockMedia(viewerPage);
    await expectMovingPicture(viewerPage);
    await viewerPage.close();
  });

  await test.step('a host in the middle of a show, who is on air again without a click', async () => {
    await blockMedia(hostContext);
    await hostPage.reload();
    await expect(note).toHaveText(NOT_THROUGH, GIVEN_UP);
    await unblockMedia(hostPage);
    await expect(note).toHaveCount(0, GIVEN_UP);
    await expect(onAir).toBeVisible();
  });

  await test.step('a host whose broadcast failed, who tries it again by hand', async () => {
    await failOnce(hostPage);
    await hostPage.reload();
    await expect(note).toContainText('The show is live, but viewers get no picture.');
    await expect(hostPage.getByRole('banner').getByText('No picture')).toBeVisible();
    await note.getByRole('button', { name: 'Try again' }).click();
    await expect(note).toHaveCount(0);
    await expect(onAir).toBeVisible();
  });
});

/** Lets the first broadcast of the page that is loaded next fail. */
const failOnce = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const apply = RTCRtpSender.prototype.setParameters;
    let isBroken = true;
    RTCRtpSender.prototype.setParameters = function (...parameters) {
      const refusal = new DOMException('broken once', 'InvalidModificationError');
      const answer = isBroken ? Promise.reject(refusal) : apply.apply(this, parameters);
      isBroken = false;
      return answer;
    };
  });
