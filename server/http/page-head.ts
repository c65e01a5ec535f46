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

export type PageHead = {
  /** Null: the page's own stays. */
  readonly title: string | null;
  /** Open Graph, for link previews. */
  readonly metas: ReadonlyArray<readonly [property: string, content: string]>;
  readonly robots: 'index' | 'noindex';
  /** schema.org, for search engines; null for none. */
  readonly jsonLd: object | null;
  /** What the page starts from, by the ids of the elements. */
  readonly data: Readonly<Record<string, object>>;
};

/**
 * The page with what is in its head for this show or channel. Scripts of these types are data, which the policy lets pass.
 * Replacements are functions, because `$` in a title would mean something in a replacement string.
 */
export const withHead = (html: string, { title, metas, robots, jsonLd, data }: PageHead): string => {
  const head = [
    ...(robots === 'noindex' ? ['<meta name="robots" content="noindex">'] : []),
    ...metas.map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`),
    ...(jsonLd ? [`<script type="application/ld+json">${scriptJson(jsonLd)}</script>`] : []),
    ...Object.entries(data).map(
      ([id, value]) => `<script type="application/json" id="${id}">${scriptJson(value)}</script>`,
    ),
  ].join('');
  const titled =
    title === null ? html : html.replace(/<title>[^<]*<\/title>/, () => `<title>${escapeHtml(title)}</title>`);
  return titled.replace('</head>', () => `${head}</head>`);
};
