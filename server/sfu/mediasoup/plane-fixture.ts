import { Scope } from '../../../shared/lifetime.ts';
import type { MediaPlane } from '../port.ts';
import { freePort } from '../testing/free-port.ts';
import type { PlaneHarness } from '../testing/plane-harness.ts';
import { quietLog } from '../testing/quiet-log.ts';
import { publishTo } from '../testing/rtp-peer.ts';
import { workerPath } from '../testing/worker-path.ts';
import { openMediasoupPlane } from './plane.ts';

/** A plane with one worker on a free port of this machine. */
export const openTestPlane = async (): Promise<{ readonly plane: MediaPlane; readonly scope: Scope }> => {
  const scope = new Scope((error) => {
    throw error;
  });
  const settings = {
    workerBin: await workerPath(scope.signal),
    workers: 1,
    listenIp: '127.0.0.1',
    announcedAddresses: ['127.0.0.1'] as const,
    rtcPort: await freePort(),
    iceServers: [],
    askWorkersEveryMs: 200,
  };
  return { plane: await openMediasoupPlane({ settings, log: quietLog }, scope), scope };
};

export const killWorkers = async (plane: MediaPlane): Promise<void> => {
  for (const { pid } of (await plane.figures()).workers) process.kill(pid, 'SIGKILL');
};

export const openMediasoupHarness = async (): Promise<PlaneHarness> => {
  const { plane, scope } = await openTestPlane();
  return {
    plane,
    startProgram: async (_, host) => publishTo(host),
    killWorkers: () => killWorkers(plane),
    close: () => scope.close(),
  };
};
