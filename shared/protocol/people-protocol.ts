import { METHODS } from './methods.ts';
import type { PageProtocol } from './page-protocol.ts';
import { ServerFrame } from './server-frame.ts';
import { TICKS } from './ticks.ts';

/** Of pages in the studio: the host's, and those of people who came by a link. */
export const PEOPLE_PROTOCOL: PageProtocol = { frame: ServerFrame, methods: METHODS, ticks: TICKS };
