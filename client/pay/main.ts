import { mount, unmount } from 'svelte';
import { Scope } from '../../shared/lifetime.ts';
import { callEndpoint } from '../net/http.ts';
import { browserLocalePage, Locale } from '../platform/locale.svelte.ts';
import { consoleLog } from '../platform/log.ts';
import { DemoCheckout } from '../state/demo-checkout.svelte.ts';
import '../ui/base.css';
import '../ui/fonts.css';
import '../ui/tokens.css';
import App from './App.svelte';

const log = consoleLog();
const scope = new Scope((error) => log.error({}, 'closing failed', error));
window.addEventListener('pagehide', () => void scope.close());

const checkout = new DemoCheckout(callEndpoint, location.hash.slice(1), scope.signal);
const target = document.getElementById('app');
if (target) {
  const app = mount(App, { target, props: { checkout, locale: new Locale(browserLocalePage(window)) } });
  scope.defer(() => unmount(app));
  void checkout.look();
}
