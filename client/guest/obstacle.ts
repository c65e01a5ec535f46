import { detectInAppBrowser, type InAppBrowser } from '../platform/in-app-browser.ts';
import { detectGuestSupport, type Globals } from '../platform/support.ts';

/** What stands between this browser and the studio, the most telling first. */
export type Obstacle =
  | { readonly kind: 'none' }
  | { readonly kind: 'in-app'; readonly browser: InAppBrowser; readonly isPassable: boolean }
  | { readonly kind: 'insecure' }
  | { readonly kind: 'unsupported' };

/** A browser inside an app is told of even where everything seems to be there: it loses the camera later. */
export const obstacleOf = (globals: Globals, userAgent: string): Obstacle => {
  const support = detectGuestSupport(globals);
  const browser = detectInAppBrowser(userAgent);
  if (browser) return { kind: 'in-app', browser, isPassable: support.kind === 'full' };
  if (support.kind === 'full') return { kind: 'none' };
  return { kind: support.missing.includes('secure-page') ? 'insecure' : 'unsupported' };
};
