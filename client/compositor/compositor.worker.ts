import * as v from 'valibot';
import { openCompositorEngine, type CompositorEngine } from './compositor-engine.ts';
import { ToCompositor, type FromCompositor } from './messages.ts';

let engine: CompositorEngine | null = null;

const tell = (message: FromCompositor, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

self.addEventListener('message', ({ data }) => {
  const message = v.parse(ToCompositor, data);
  if (message.type === 'open') engine = openCompositorEngine(message, tell);
  else engine?.handle(message);
});
