import type { ErrorCode } from '../../shared/errors.ts';
import { errorsMessages } from '../messages/errors.ts';
import { guestDoorMessages } from '../messages/guest-door.ts';
import type { Locale } from '../platform/locale.svelte.ts';

/** Why a device does not deliver, for somebody who has no test pattern to fall back on. */
export const deviceFault = (locale: Locale, code: ErrorCode): string =>
  code === 'camera.missing' ? locale.texts(guestDoorMessages)('cameraMissing') : locale.texts(errorsMessages)(code);
