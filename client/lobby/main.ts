import { mount, unmount } from 'svelte';
import { Scope } from '../../shared/lifetime.ts';
import { PRODUCTS_PATH } from '../../shared/protocol/catalog.ts';
import { callCatalog } from '../net/catalog-calls.ts';
import { importTable, previewTable } from '../net/catalog-table.ts';
import { callEndpoint, uploadPicture } from '../net/http.ts';
import { pageClock } from '../platform/clock.ts';
import { likelyCurrency } from '../platform/currencies.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { cryptoRandom } from '../platform/random.ts';
import { CatalogEditing } from '../state/catalog-editing.ts';
import { CatalogPictures } from '../state/catalog-pictures.svelte.ts';
import { Catalog } from '../state/catalog.svelte.ts';
import { Lobby } from '../state/lobby.svelte.ts';
import { TableImport, type CatalogImport } from '../state/table-import.svelte.ts';
import '../ui/base.css';
import '../ui/fonts.css';
import '../ui/tokens.css';
import App from './App.svelte';

const log = consoleLog();
const scope = new Scope((error) => log.error({}, 'closing failed', error));
window.addEventListener('pagehide', () => void scope.close());
// A page that the browser kept frozen comes back with everything closed: start over.
window.addEventListener('pageshow', (event) => event.persisted && location.reload());

const lobby = new Lobby(callEndpoint, scope.signal);
const place = location.pathname === PRODUCTS_PATH ? 'products' : 'shows';
const catalog = new Catalog(callCatalog, null, scope.signal);
const editing = new CatalogEditing(
  { call: callCatalog, upload: (picture, signal) => uploadPicture(null, picture, signal), random: cryptoRandom },
  scope.signal,
);
const pictures = new CatalogPictures(
  { call: callCatalog, clock: pageClock(), onKept: () => void catalog.refresh() },
  scope.signal,
);
const importing: CatalogImport = new TableImport(
  {
    look: previewTable,
    write: (file, { currency, plan }, _everything, signal) => importTable(file, currency, plan, signal),
    currency: () => catalog.currency ?? likelyCurrency(navigator.language),
    onWritten: () => void Promise.all([catalog.load(''), pictures.look()]),
  },
  scope.signal,
);
const target = document.getElementById('app');
if (target) {
  const app = mount(App, {
    target,
    props: { lobby, locale: new Locale(browserLocalePage(window)), place, catalog, editing, importing, pictures },
  });
  scope.defer(() => unmount(app));
  void lobby.load();
}
