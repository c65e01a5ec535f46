import { createServer } from 'node:http';
import { once } from 'node:events';
import type { Scope } from '../../shared/lifetime.ts';
import type { Metrics } from './metrics.ts';

/** Serves `/metrics` on a port of its own, so that a firewall and a proxy keep it private without knowing paths. */
export const openMetricsServer = async (
  metrics: Metrics,
  { port, host }: { readonly port: number; readonly host: string },
  scope: Scope,
): Promise<{ readonly port: number }> => {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metrics.registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': metrics.registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  scope.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : port };
};
