import { ok } from '../../../shared/result.ts';
import type { AnyContext, Handler } from '../handler.ts';

export const pingClock: Handler<'clock.ping', AnyContext> = ({ clock }) => ok({ serverAtMs: clock() });
