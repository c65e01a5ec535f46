import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { explainListenError } from './operator-error.ts';

/**
 * Throws OperatorError when a media worker could not listen on one of `count` ports from `first` on, UDP and TCP. The worker
 * itself would only say that it failed.
 */
export const checkRtcPorts = async (host: string, first: number, count: number): Promise<void> => {
  for (let port = first; port < first + count; port += 1) {
    try {
      await tryUdp(host, port);
      await tryTcp(host, port);
    } catch (error) {
      throw explainListenError(error, 'RTC_PORT', { host, port });
    }
  }
};

const tryUdp = async (host: string, port: number): Promise<void> => {
  const socket = createSocket('udp4');
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
  } finally {
    socket.close();
  }
};

const tryTcp = async (host: string, port: number): Promise<void> => {
  const server = createServer();
  server.listen(port, host);
  await once(server, 'listening');
  await new Promise((resolve) => server.close(resolve));
};
