import { readFileSync } from 'node:fs';
import path from 'node:path';

// The names of the chunks change with every build, so they are read from the build's own list.
const DIST = path.join(import.meta.dirname, 'dist');
const manifest = JSON.parse(readFileSync(path.join(DIST, '.vite/manifest.json'), 'utf8'));

/** A seller's import of a file: loaded when they press for it, and measured by itself. */
const TILL_IMPORT = ['guest/till/TillImport.svelte', 'net/shelf-table.ts'];

/** Every script that a page loads: `at-once`, before its first picture, or later too. `without`: parts that are left out. */
function scriptsOf(entry, when, without = []) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name) || without.includes(name)) return;
    seen.add(name);
    const { imports = [], dynamicImports = [] } = manifest[name];
    [...imports, ...(when === 'at-once' ? [] : dynamicImports)].forEach(visit);
  };
  visit(entry);
  return [...seen].map((name) => path.join(DIST, manifest[name].file)).filter((file) => file.endsWith('.js'));
}

const guestScripts = scriptsOf('guest/index.html', 'ever', TILL_IMPORT);

export default [
  { name: 'watch page', path: scriptsOf('viewer/index.html', 'at-once'), gzip: true, limit: '70 kB' },
  {
    name: 'watch page, all of it: buying, writing, a shop’s cart',
    path: scriptsOf('viewer/index.html', 'ever'),
    gzip: true,
    limit: '125 kB',
  },
  { name: 'desk', path: scriptsOf('desk/index.html', 'ever'), gzip: true, limit: '215 kB' },
  { name: 'guest page', path: scriptsOf('guest/index.html', 'at-once'), gzip: true, limit: '140 kB' },
  { name: 'guest page, with a till', path: guestScripts, gzip: true, limit: '196 kB' },
  {
    name: 'guest page, what the import of a file adds to a till',
    path: scriptsOf('guest/index.html', 'ever').filter((file) => !guestScripts.includes(file)),
    gzip: true,
    limit: '15 kB',
  },
];
