import type { BrowserContext } from '@playwright/test';

/** What went wrong on any page of a context, each with the page's path. */
export type Ran = string[];

/** Notes whatever calls `ran()`, opens a dialog, is stopped by the policy, or became an element that no page of ours has. */
export const watchForScripts = async (context: BrowserContext): Promise<Ran> => {
  const ran: Ran = [];
  const note = (url: string, what: string): void => void ran.push(`${new URL(url, 'page:').pathname}: ${what}`);
  await context.exposeBinding('ran', ({ page }) => note(page.url(), 'a script ran'));
  await context.exposeBinding('stopped', ({ page }, what: string) => note(page.url(), what));
  await context.addInitScript(() => {
    const report = (what: string): void => (window as unknown as { stopped(what: string): void }).stopped(what);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) =>
      report(`the policy stopped ${violatedDirective} ${sample}`),
    );
    const FOREIGN =
      'iframe,object,embed,base,marquee,math,noscript p,[src="x"],[href^="javascript:" i],[http-equiv="refresh"]';
    const look = (node: Node): void => {
      if (!(node instanceof Element)) return;
      for (const element of [node, ...node.querySelectorAll('*')]) {
        const handler = element.getAttributeNames().find((name) => name.startsWith('on'));
        if (handler !== undefined || element.matches(FOREIGN))
          report(`typed text became ${element.outerHTML.slice(0, 80)}`);
      }
    };
    new MutationObserver((records) => {
      for (const { addedNodes } of records) addedNodes.forEach(look);
    }).observe(document, { childList: true, subtree: true });
  });
  context.on('dialog', (dialog) => {
    note(dialog.page()?.url() ?? '', `a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return ran;
};
