/** A tab that was opened by a press and has yet to be sent somewhere. */
export type OpenedTab = { goTo(url: string): void; close(): void };

/** Within a press only; null where the browser refuses. */
export const openTab = (window: Window): OpenedTab | null => {
  const tab = window.open('about:blank', '_blank');
  // Where it goes is no page of ours, perhaps, and must not send this one elsewhere.
  if (tab) tab.opener = null;
  return tab && { goTo: (url) => tab.location.replace(url), close: () => tab.close() };
};
