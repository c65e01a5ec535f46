import { mount, unmount } from 'svelte';
import { Scope } from '../../shared/lifetime.ts';
import { PAY_DONE, PAY_LEFT } from '../../shared/protocol/checkout.ts';
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

const place = location.hash.slice(1);
const checkout = new DemoCheckout(callEndpoint, place, scope.signal);
const target = document.getElementById('app');
if (target) {
  const app = mount(App, { target, props: { checkout, place, locale: new Locale(browserLocalePage(window)) } });
  scope.defer(() => unmount(app));
  if (place !== PAY_DONE && place !== PAY_LEFT) void checkout.look();
}
