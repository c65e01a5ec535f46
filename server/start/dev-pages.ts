import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin } from 'vite';

/** The data that the server writes into a page; see `WatchBoot` in `shared/protocol/watch-boot.ts`. */
const BOOT_SCRIPT = /<script type="application\/json" id="boot">[\s\S]*?<\/script>/;

/** The entry folder that serves an address in development, as the server's routes do in production. */
export function entryOf(
  pathname: string,
): 'home' | 'lobby' | 'studio' | 'viewer' | 'guest' | 'desk' | 'pay' | undefined {
  // Vite's own files begin with an @ too, and lie deeper.
  if (pathname === '/' || /^\/@[^/.]+\/?$/.test(pathname)) return 'home';
  if (/^\/(?:studio|products)\/?$/.test(pathname)) return 'lobby';
  if (/^\/pay\/?$/.test(pathname)) return 'pay';
  if (/^\/join(?:\/[^/.]+)?\/?$/.test(pathname)) return 'guest';
  if (/^\/desk\/[^/.]+\/?$/.test(pathname)) return 'desk';
  if (/^\/(?:studio|controls)\/[^/.]+\/?$/.test(pathname)) return 'studio';
  if (/^\/(?:watch|embed)\/[^/.]+\/?$/.test(pathname)) return 'viewer';
  return undefined;
}

/** Makes a page's own relative addresses hold at whatever address the page is served. */
export function withAbsoluteAddresses(page: string, entry: string): string {
  return page.replaceAll(/(src|href)="\.\//g, (_, attribute: string) => `${attribute}="/${entry}/`);
}

/** Puts the boot data of the server's own page into a page that Vite serves, or leaves it when the server gave none. */
export function withBootData(page: string, serverPage: string): string {
  const boot = BOOT_SCRIPT.exec(serverPage)?.[0];
  if (boot === undefined) return page;
  // A function, because "$" in the data would mean something in a replacement string.
  return BOOT_SCRIPT.test(page)
    ? page.replace(BOOT_SCRIPT, () => boot)
    : page.replace('</head>', () => `${boot}</head>`);
}

/**
 * Serves the pages at their real addresses while developing: Vite's live version of each, with the data that the
 * server would have written into it.
 */
export function serverPages({ clientFolder, server }: { clientFolder: string; server: string }): Plugin {
  return {
    name: 'tally-server-pages',
    apply: 'serve',
    configureServer(vite) {
      vite.middlewares.use((request, response, next) => {
        const url = request.url ?? '/';
        const entry = entryOf(new URL(url, 'http://localhost').pathname);
        if (entry === undefined) {
          next();
          return;
        }
        const send = async (): Promise<void> => {
          const source = await readFile(path.join(clientFolder, entry, 'index.html'), 'utf8');
          const absolute = withAbsoluteAddresses(source, entry);
          const page = await vite.transformIndexHtml(`/${entry}/index.html`, absolute, url);
          const headers = { cookie: request.headers.cookie ?? '' };
          const serverPage =
            entry === 'viewer' || entry === 'home' ? await (await fetch(new URL(url, server), { headers })).text() : '';
          response.setHeader('content-type', 'text/html; charset=utf-8');
          response.end(withBootData(page, serverPage));
        };
        send().catch(next);
      });
    },
  };
}
