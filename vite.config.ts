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

type ModuleInfo = { readonly importedIds: readonly string[] };
type Chunking = { getModuleInfo(id: string): ModuleInfo | null };

/** What `id` loads with it. */
const loadedWith = (id: string, chunking: Chunking, found = new Set<string>()): Set<string> => {
  if (found.has(id)) return found;
  found.add(id);
  for (const imported of chunking.getModuleInfo(id)?.importedIds ?? []) loadedWith(imported, chunking, found);
  return found;
};

/**
 * What the two pages that load on phones have in common, in one file: a file for each set of pages that share something would be a
 * dozen for either, each compressed alone.
 */
const commonOnPhones = (): ((id: string, chunking: Chunking) => string | null) => {
  const ofPage = (name: string, chunking: Chunking) => loadedWith(path.join(CLIENT, name, 'main.ts'), chunking);
  let common: Set<string> | null = null;
  return (id, chunking) => {
    if (common === null) {
      const guests = ofPage('guest', chunking);
      common = new Set([...ofPage('viewer', chunking)].filter((module) => guests.has(module)));
    }
    return common.has(id) ? 'common' : null;
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
      output: { codeSplitting: { groups: [{ name: commonOnPhones() }] } },
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
