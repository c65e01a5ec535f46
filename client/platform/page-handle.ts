/** How a captured tab of ours is told from every other. */
export const PAGE_HANDLE = 'tally';

type Page = Pick<Window, 'navigator' | 'location' | 'top' | 'self'>;

/**
 * Lets pages of our own origin notice that a shared tab shows this page. For every page that plays a show: sharing it with its
 * sound would bring the show's own sound back to those who make it.
 * @see https://w3c.github.io/mediacapture-handle/identity/
 */
export const handOutPageHandle = ({ navigator, location, top, self }: Page): void => {
  // In a frame it would throw: the tab is the page's around it.
  if (top !== self) return;
  // Neither is in every browser, and the first only where a page is secure.
  if (!('mediaDevices' in navigator)) return;
  navigator.mediaDevices.setCaptureHandleConfig?.({
    handle: PAGE_HANDLE,
    exposeOrigin: false,
    permittedOrigins: [location.origin],
  });
};
