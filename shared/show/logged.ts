import * as v from 'valibot';
import { AtMs } from './at-ms.ts';

/** Where an event stands in its show's log: `seq` is gap-free per show, `atMs` the server's clock. */
export const LOGGED = { seq: v.pipe(v.number(), v.integer(), v.minValue(1)), atMs: AtMs };
