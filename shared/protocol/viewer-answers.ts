import * as v from 'valibot';
import { MessageId } from '../ids.ts';
import { HoldVerdict } from './holds.ts';
import { Nothing } from './method.ts';
import { ViewerOpened } from './opening.ts';
import { IceParameters, WatchOffer } from './rtp.ts';

const Written = v.object({ messageId: MessageId, state: v.picklist(['shown', 'held']) });

/** What a viewer's page is answered, by method: all that it loads of `viewer-methods`, because what it asks it need not check. */
export const VIEWER_ANSWERS = {
  'session.open': { result: ViewerOpened },
  'clock.ping': { result: v.object({ serverAtMs: v.number() }) },
  'media.restartIce': { result: v.object({ iceParameters: IceParameters }) },
  'media.watch': { result: v.object({ watch: WatchOffer }) },
  'hold.request': { result: HoldVerdict },
  'hold.extend': { result: Nothing },
  'hold.startCheckout': { result: v.object({ url: v.pipe(v.string(), v.maxLength(4_000)) }) },
  'hold.cancel': { result: Nothing },
  'giveaway.enter': { result: Nothing },
  'chat.write': { result: Written },
  'question.ask': { result: Written },
  'question.vote': { result: Nothing },
  'chat.takeBack': { result: Nothing },
  'viewer.notice': { result: Nothing },
  'reaction.tap': { result: Nothing },
  'viewer.report': { result: Nothing },
} as const;
