/** Whether trying the same again can help: at once, after a while, or not before something changes. */
export type Retry = 'now' | 'later' | 'never';

type ErrorFacts = { readonly httpStatus: number; readonly retry: Retry };

/**
 * Every way that Tally refuses or fails, with the HTTP status and the retry advice of each.
 * The sentence that a person reads is in `client/messages/errors.*`, typed by this table: a new code does not
 * compile until both languages have its sentence.
 */
export const ERRORS = {
  'request.malformed': { httpStatus: 400, retry: 'never' },
  'request.unknown-method': { httpStatus: 404, retry: 'never' },
  'request.too-large': { httpStatus: 413, retry: 'never' },
  'request.too-many': { httpStatus: 429, retry: 'later' },
  'request.wrong-host': { httpStatus: 421, retry: 'never' },
  'request.wrong-origin': { httpStatus: 403, retry: 'never' },
  'request.outdated-client': { httpStatus: 426, retry: 'never' },
  'auth.required': { httpStatus: 401, retry: 'never' },
  'auth.wrong-password': { httpStatus: 401, retry: 'now' },
  'auth.forbidden': { httpStatus: 403, retry: 'never' },
  'auth.sign-up-closed': { httpStatus: 403, retry: 'never' },
  'auth.handle-taken': { httpStatus: 409, retry: 'never' },
  'show.not-found': { httpStatus: 404, retry: 'never' },
  'show.address-taken': { httpStatus: 409, retry: 'never' },
  'show.not-live': { httpStatus: 409, retry: 'later' },
  'show.already-live': { httpStatus: 409, retry: 'never' },
  'show.ended': { httpStatus: 409, retry: 'never' },
  'show.no-program': { httpStatus: 409, retry: 'later' },
  'shelf.item-not-found': { httpStatus: 404, retry: 'never' },
  'shelf.full': { httpStatus: 409, retry: 'never' },
  'shelf.item-held': { httpStatus: 409, retry: 'later' },
  'shelf.stock-promised': { httpStatus: 409, retry: 'never' },
  'shelf.in-flash': { httpStatus: 409, retry: 'later' },
  'flash.show-not-running': { httpStatus: 409, retry: 'later' },
  'flash.running': { httpStatus: 409, retry: 'later' },
  'flash.not-listed': { httpStatus: 409, retry: 'later' },
  'flash.not-cheaper': { httpStatus: 409, retry: 'never' },
  'flash.elsewhere': { httpStatus: 409, retry: 'never' },
  'flash.nothing-left': { httpStatus: 409, retry: 'never' },
  'flash.not-found': { httpStatus: 404, retry: 'never' },
  'flash.not-open': { httpStatus: 409, retry: 'later' },
  'flash.open': { httpStatus: 409, retry: 'never' },
  'flash.not-drawn': { httpStatus: 404, retry: 'later' },
  'buyer.unknown': { httpStatus: 401, retry: 'never' },
  'hold.not-found': { httpStatus: 404, retry: 'never' },
  'hold.not-open': { httpStatus: 409, retry: 'never' },
  'hold.contended': { httpStatus: 409, retry: 'never' },
  'hold.intent-reused': { httpStatus: 409, retry: 'never' },
  'webhook.forged': { httpStatus: 400, retry: 'never' },
  'order.unknown': { httpStatus: 404, retry: 'never' },
  'shelf.currency-mismatch': { httpStatus: 409, retry: 'never' },
  'callout.not-open': { httpStatus: 409, retry: 'never' },
  'callout.show-not-running': { httpStatus: 409, retry: 'later' },
  'invite.unknown': { httpStatus: 404, retry: 'never' },
  'invite.expired': { httpStatus: 410, retry: 'never' },
  'invite.used-up': { httpStatus: 410, retry: 'never' },
  'invite.barred': { httpStatus: 403, retry: 'never' },
  'invite.revoked': { httpStatus: 410, retry: 'never' },
  'invite.limit': { httpStatus: 409, retry: 'never' },
  'people.full': { httpStatus: 503, retry: 'later' },
  'people.not-found': { httpStatus: 404, retry: 'never' },
  'people.removed': { httpStatus: 403, retry: 'never' },
  'stage.full': { httpStatus: 409, retry: 'never' },
  'stage.never': { httpStatus: 409, retry: 'never' },
  'stage.no-screen': { httpStatus: 409, retry: 'never' },
  'production.not-open': { httpStatus: 409, retry: 'later' },
  'production.not-ready': { httpStatus: 409, retry: 'later' },
  'scene.not-found': { httpStatus: 404, retry: 'never' },
  'chat.closed': { httpStatus: 409, retry: 'never' },
  'chat.muted': { httpStatus: 403, retry: 'never' },
  'chat.banned': { httpStatus: 403, retry: 'never' },
  'chat.too-fast': { httpStatus: 429, retry: 'later' },
  'chat.slow-mode': { httpStatus: 429, retry: 'later' },
  'chat.busy': { httpStatus: 429, retry: 'later' },
  'chat.in-review': { httpStatus: 429, retry: 'later' },
  'chat.message-not-found': { httpStatus: 404, retry: 'never' },
  'chat.viewer-not-found': { httpStatus: 404, retry: 'never' },
  'question.not-open': { httpStatus: 409, retry: 'never' },
  'question.too-many': { httpStatus: 429, retry: 'later' },
  'talk.message-not-found': { httpStatus: 404, retry: 'never' },
  'picture.too-large': { httpStatus: 413, retry: 'never' },
  'picture.unreadable': { httpStatus: 415, retry: 'never' },
  'picture.not-found': { httpStatus: 404, retry: 'never' },
  'picture.bad-address': { httpStatus: 400, retry: 'never' },
  'picture.closed-address': { httpStatus: 400, retry: 'never' },
  'picture.unreachable': { httpStatus: 502, retry: 'later' },
  'picture.not-given': { httpStatus: 502, retry: 'later' },
  'picture.too-slow': { httpStatus: 504, retry: 'later' },
  'import.spreadsheet': { httpStatus: 415, retry: 'never' },
  'import.encoding': { httpStatus: 415, retry: 'never' },
  'import.broken-quotes': { httpStatus: 422, retry: 'never' },
  'import.empty': { httpStatus: 422, retry: 'never' },
  'import.unknown-table': { httpStatus: 422, retry: 'never' },
  'import.too-large': { httpStatus: 413, retry: 'never' },
  'import.too-many-rows': { httpStatus: 413, retry: 'never' },
  'import.outdated': { httpStatus: 409, retry: 'now' },
  'catalog.full': { httpStatus: 409, retry: 'never' },
  'catalog.product-not-found': { httpStatus: 404, retry: 'never' },
  'media.unavailable': { httpStatus: 503, retry: 'later' },
  'media.unreachable': { httpStatus: 504, retry: 'later' },
  'media.worker-died': { httpStatus: 503, retry: 'now' },
  'media.limit': { httpStatus: 429, retry: 'never' },
  'media.invalid-parameters': { httpStatus: 400, retry: 'never' },
  'media.not-found': { httpStatus: 404, retry: 'never' },
  'media.stopped': { httpStatus: 429, retry: 'never' },
  'session.replaced': { httpStatus: 409, retry: 'never' },
  'session.slow': { httpStatus: 503, retry: 'now' },
  'server.internal': { httpStatus: 500, retry: 'later' },
  'server.full': { httpStatus: 503, retry: 'later' },
  'server.stopping': { httpStatus: 503, retry: 'later' },
  'store.unavailable': { httpStatus: 503, retry: 'later' },
  'net.unreachable': { httpStatus: 503, retry: 'later' },
  'net.timeout': { httpStatus: 504, retry: 'now' },
  'camera.denied': { httpStatus: 400, retry: 'never' },
  'camera.busy': { httpStatus: 400, retry: 'later' },
  'camera.missing': { httpStatus: 400, retry: 'never' },
  'camera.unplugged': { httpStatus: 400, retry: 'later' },
  'camera.unusable': { httpStatus: 400, retry: 'never' },
  'camera.background-lost': { httpStatus: 400, retry: 'never' },
  'microphone.denied': { httpStatus: 400, retry: 'never' },
  'microphone.busy': { httpStatus: 400, retry: 'later' },
  'microphone.missing': { httpStatus: 400, retry: 'never' },
  'microphone.unplugged': { httpStatus: 400, retry: 'later' },
  'microphone.unusable': { httpStatus: 400, retry: 'never' },
  'speaker.unusable': { httpStatus: 400, retry: 'never' },
  'screen.canceled': { httpStatus: 400, retry: 'now' },
  'screen.denied': { httpStatus: 400, retry: 'never' },
  'screen.ended': { httpStatus: 400, retry: 'now' },
  'screen.unusable': { httpStatus: 400, retry: 'later' },
  'image.unreadable': { httpStatus: 400, retry: 'never' },
  'image.too-large': { httpStatus: 400, retry: 'never' },
  'browser.unsupported': { httpStatus: 400, retry: 'never' },
  'browser.insecure-page': { httpStatus: 400, retry: 'never' },
  'storage.full': { httpStatus: 507, retry: 'later' },
  'storage.unavailable': { httpStatus: 503, retry: 'later' },
  'document.invalid': { httpStatus: 400, retry: 'never' },
  'document.too-large': { httpStatus: 413, retry: 'never' },
  'scene.on-air': { httpStatus: 409, retry: 'never' },
  'scene.last': { httpStatus: 409, retry: 'never' },
  'layer.locked': { httpStatus: 409, retry: 'never' },
} as const satisfies Record<string, ErrorFacts>;

export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(ERRORS, value);

/** A failure of the world: it carries a code that every boundary can translate. Cancellation stays an AbortError. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  get retry(): Retry {
    return ERRORS[this.code].retry;
  }
}
