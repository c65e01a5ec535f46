import latinUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import latinExtUrl from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url';

/** Inter's two files that matter for names and prices; the second has the rarer currency signs. */
const FACES = [
  {
    url: latinUrl,
    unicodeRange:
      'U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329, U+2000-206F, U+20AC, U+2122, U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD',
  },
  {
    url: latinExtUrl,
    unicodeRange:
      'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20AB, U+20AD-20C0',
  },
] as const;

/**
 * Loads the product's type into this worker: a worker has no style sheets. Texts that were drawn before it came are in the
 * system's type, so `onLoaded` has them drawn again.
 */
export const loadFonts = async (onLoaded: () => void): Promise<void> => {
  const loading = FACES.map(({ url, unicodeRange }) => {
    const face = new FontFace('Inter Variable', `url(${url})`, { weight: '100 900', unicodeRange });
    workerFonts().add(face);
    return face.load();
  });
  // Without the network there are still the system's faces.
  const results = await Promise.allSettled(loading);
  if (results.some(({ status }) => status === 'fulfilled')) onLoaded();
};

const workerFonts = (): FontFaceSet => {
  const scope: WindowOrWorkerGlobalScope & { readonly fonts?: FontFaceSet } = globalThis;
  if (!scope.fonts) throw new TypeError('this scope has no fonts');
  return scope.fonts;
};
