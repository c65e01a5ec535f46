/** Half of it, for a second: less has not been looked at. */
const SHARE = 0.5;
const FOR_MS = 1_000;

/** An attachment that tells, once, when its element has been on the screen of a page that is looked at. */
export const whenSeen =
  (tell: () => void) =>
  (element: Element): (() => void) => {
    const page = element.ownerDocument;
    let isThere = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watcher = new IntersectionObserver(
      (entries) => {
        isThere = (entries.at(-1)?.intersectionRatio ?? 0) >= SHARE;
        wait();
      },
      { threshold: SHARE },
    );
    const stop = (): void => {
      clearTimeout(timer);
      watcher.disconnect();
      page.removeEventListener('visibilitychange', wait);
    };
    function wait(): void {
      clearTimeout(timer);
      if (!isThere || page.visibilityState !== 'visible') return;
      timer = setTimeout(() => {
        stop();
        tell();
      }, FOR_MS);
    }
    watcher.observe(element);
    page.addEventListener('visibilitychange', wait);
    return stop;
  };
