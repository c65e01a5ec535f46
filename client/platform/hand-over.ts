/** Whether the browser let the page copy `text`. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refusal) {
    if (refusal instanceof DOMException) return false;
    throw refusal;
  }
};

/** Whether the system has a way of its own to hand a link to somebody (its share sheet). */
export const canShareLinks = (): boolean => 'share' in navigator;

/** Call it in a gesture. Whoever closes the sheet has changed their mind, which is no failure. */
export const shareLink = async (link: { readonly url: string; readonly title: string }): Promise<void> => {
  try {
    await navigator.share(link);
  } catch (refusal) {
    if (!(refusal instanceof DOMException)) throw refusal;
  }
};
