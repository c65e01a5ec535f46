import * as v from 'valibot';
import { PublicShow } from '../show/state.ts';
import { RtpCapabilities } from './rtp.ts';

/**
 * What the server writes into the watch page as `<script type="application/json" id="boot">` (data, not code, so the CSP
 * allows it): with it the page can send its media capabilities in the first frame, and show the right state at once.
 */
export const WatchBoot = v.object({
  channel: v.object({ name: v.string(), handle: v.string() }),
  show: PublicShow,
  routerRtpCapabilities: RtpCapabilities,
});
export type WatchBoot = v.InferOutput<typeof WatchBoot>;
