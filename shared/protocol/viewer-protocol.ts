import { PublicEvent } from '../show/public-event.ts';
import { serverFrameOf } from './frame.ts';
import type { PageProtocol } from './page-protocol.ts';
import { VIEWER_METHODS } from './viewer-methods.ts';
import { VIEWER_TICKS } from './viewer-ticks.ts';

export const VIEWER_PROTOCOL: PageProtocol = {
  frame: serverFrameOf(PublicEvent),
  methods: VIEWER_METHODS,
  ticks: VIEWER_TICKS,
};
