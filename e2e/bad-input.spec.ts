import { expect } from '@playwright/test';
import { CLOSE_CODES, MAX_FRAME_BYTES, PROTOCOL_VERSION } from '../shared/protocol/frame.ts';
import type { TestShow } from './fixtures/owner.ts';
import { PAGES_ONLY, test } from './fixtures/test.ts';
import { requestFrame, sendRawFrames } from './steps/raw-socket.ts';

const TOO_LARGE = 1009;

const viewerOpening = ({ watchUrl }: TestShow) => ({
  as: 'viewer',
  version: PROTOCOL_VERSION,
  address: watchUrl.split('/').at(-1),
  resume: null,
  watch: null,
});

test(
  'a socket that sends nonsense or a flood is closed and told why, and has no power over a show',
  PAGES_ONLY,
  async ({ show, viewerPage }) => {
    await viewerPage.goto(show.watchUrl);
    const opening = requestFrame(1, 'session.open', viewerOpening(show));

    await test.step('nonsense', async () => {
      const ends = {
        garbage: await sendRawFrames(viewerPage, ['\u0000not json']),
        binary: await sendRawFrames(viewerPage, [1_000]),
        wrongShape: await sendRawFrames(viewerPage, ['{"t":"request","id":0,"method":"session.open","params":{}}']),
        tooLarge: await sendRawFrames(viewerPage, [requestFrame(1, 'session.open', 'x'.repeat(MAX_FRAME_BYTES))]),
        notOpened: await sendRawFrames(viewerPage, [requestFrame(1, 'show.end', {})]),
        silent: await sendRawFrames(viewerPage, []),
      };
      expect(ends).toEqual({
        garbage: { code: CLOSE_CODES.malformed, failures: [] },
        binary: { code: CLOSE_CODES.malformed, failures: [] },
        wrongShape: { code: CLOSE_CODES.malformed, failures: [] },
        tooLarge: { code: TOO_LARGE, failures: [] },
        notOpened: { code: CLOSE_CODES.unauthorized, failures: [] },
        silent: { code: CLOSE_CODES.silent, failures: [] },
      });
    });

    await test.step('a stranger opens no studio, and a viewer has no power', async () => {
      const showId = show.studioUrl.split('/').at(-1);
      const studioOpening = { as: 'studio', version: PROTOCOL_VERSION, showId, resume: null, claim: 'take-over' };
      expect(await sendRawFrames(viewerPage, [requestFrame(1, 'session.open', studioOpening)])).toEqual({
        code: CLOSE_CODES.unauthorized,
        failures: ['auth.required'],
      });
      const asViewer = await sendRawFrames(
        viewerPage,
        [
          opening,
          requestFrame(2, 'show.end', {}),
          requestFrame(3, 'shelf.add', { facts: {} }),
          requestFrame(4, 'media.produce', {}),
          requestFrame(5, '__proto__', {}),
          'and now something else',
        ],
        'answered',
      );
      expect(asViewer).toEqual({
        code: CLOSE_CODES.malformed,
        failures: ['auth.forbidden', 'auth.forbidden', 'auth.forbidden', 'request.unknown-method'],
      });
    });

    await test.step('a flood', async () => {
      const flood = Array.from({ length: 2_000 }, (_, index) => requestFrame(index + 2, 'clock.ping', {}));
      const end = await sendRawFrames(viewerPage, [opening, ...flood]);
      expect(end.code).toBe(CLOSE_CODES.tooMany);
      await expect(viewerPage.getByText('The show starts soon')).toBeVisible();
    });
  },
);
