import { svelte } from '@sveltejs/vite-plugin-svelte';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from 'vite';
import { serverPages } from './server/start/dev-pages.ts';

const CLIENT = path.join(import.meta.dirname, 'client');
/** Entry folders: each one's index.html is a page. */
const ENTRIES = ['home', 'lobby', 'studio', 'viewer', 'guest', 'desk', 'pay'];
/** Where `npm run dev` runs the server behind Vite. */
const server = process.env.TALLY_DEV_SERVER ?? 'http://localhost:3000';

type ModuleInfo = { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] };
type Chunking = { getModuleInfo(id: string): ModuleInfo | null };
type When = 'at-once' | 'ever';

/** What `id` loads with it; `ever`: also what it loads later. */
const loadedWith = (id: string, when: When, chunking: Chunking, found = new Set<string>()): Set<string> => {
  if (found.has(id)) return found;
  found.add(id);
  const { importedIds = [], dynamicallyImportedIds = [] } = chunking.getModuleInfo(id) ?? {};
  for (const imported of [...importedIds, ...(when === 'ever' ? dynamicallyImportedIds : [])]) {
    loadedWith(imported, when, chunking, found);
  }
  return found;
};

/**
 * What the watch page starts with and other pages have too, in two files: what the guest page has, which loads on phones as well,
 * and the rest. A file for each set of pages that share something would be a dozen, each compressed alone.
 */
const sharedWithWatchPage = (): ((id: string, chunking: Chunking) => string | null) => {
  const ofPage = (name: string, when: When, chunking: Chunking) =>
    loadedWith(path.join(CLIENT, name, 'main.ts'), when, chunking);
  let files: ReadonlyMap<string, string> | null = null;
  return (id, chunking) => {
    if (files === null) {
      const guests = ofPage('guest', 'ever', chunking);
      const others = ENTRIES.filter((name) => name !== 'viewer').map((name) => ofPage(name, 'ever', chunking));
      // The studio has nearly all of the scene's rules, the watch page two or three of them: which, is not known here.
      const isSharedWithOthers = (module: string) =>
        others.some((modules) => modules.has(module)) && !module.includes('/shared/scene/');
      files = new Map(
        [...ofPage('viewer', 'at-once', chunking)].flatMap((module): [string, string][] => {
          if (guests.has(module)) return [[module, 'common']];
          return isSharedWithOthers(module) ? [[module, 'watch-common']] : [];
        }),
      );
    }
    return files.get(id) ?? null;
  };
};

export default defineConfig({
  root: CLIENT,
  plugins: [svelte({ configFile: false }), serverPages({ clientFolder: CLIENT, server })],
  worker: { format: 'es' },
  build: {
    outDir: path.join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    target: 'es2024',
    manifest: true,
    // The pages' content security policy allows no data: scripts, and worklets and workers are among the assets.
    assetsInlineLimit: 0,
    // Every browser of this target has it; the polyfill would be an extra chunk on the watch page.
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: sharedWithWatchPage() }] } },
      input: Object.fromEntries(
        ENTRIES.map((name) => [name, path.join(CLIENT, name, 'index.html')] as const).filter(([, file]) =>
          existsSync(file),
        ),
      ),
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    fs: { allow: ['client', 'shared', 'node_modules'].map((name) => path.join(import.meta.dirname, name)) },
    proxy: {
      '/api': server,
      '/pictures': server,
      '/thumbnails': server,
      '/socket': { target: server, ws: true },
    },
  },
});
