import { PublicEvent } from '../show/public-event.ts';
import { serverFrameOf } from './frame.ts';
import type { PageProtocol } from './page-protocol.ts';
import { VIEWER_ANSWERS } from './viewer-answers.ts';
import { VIEWER_TICKS } from './viewer-ticks.ts';

export const VIEWER_PROTOCOL: PageProtocol = {
  frame: serverFrameOf(PublicEvent),
  methods: VIEWER_ANSWERS,
  ticks: VIEWER_TICKS,
};
