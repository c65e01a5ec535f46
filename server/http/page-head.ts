import type { WatchBoot } from '../../shared/protocol/watch-boot.ts';
import { watchPath } from '../../shared/protocol/http.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** JSON that cannot end its script element, whatever a title says. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * The watch page with what it starts from: the boot data, and the title and link preview of the show. Replacements are
 * functions, because `$` in a title would mean something in a replacement string.
 */
export const withWatchHead = (html: string, boot: WatchBoot, publicOrigin: string | null): string => {
  const title = escapeHtml(boot.show.title);
  const metas: ReadonlyArray<readonly [string, string]> = [
    ['og:type', 'video.other'],
    ['og:site_name', 'Tally'],
    ['og:title', boot.show.title],
    ['og:description', boot.channel.name],
    ...(publicOrigin === null ? [] : [['og:url', publicOrigin + watchPath(boot.show.address)] as const]),
  ];
  const head = [
    ...metas.map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`),
    `<script type="application/json" id="boot">${scriptJson(boot)}</script>`,
  ].join('');
  return html
    .replace(/<title>[^<]*<\/title>/, () => `<title>${title} · ${escapeHtml(boot.channel.name)}</title>`)
    .replace('</head>', () => `${head}</head>`);
};
