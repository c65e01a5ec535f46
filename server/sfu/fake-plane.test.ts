import { FakePlane } from './fake-plane.ts';
import { describeCrew } from './testing/crew-contract.ts';
import { describePlane } from './testing/plane-contract.ts';
import type { PlaneHarness } from './testing/plane-harness.ts';
import { A_FINGERPRINT, aProduction } from './testing/rtp-parameters.ts';

const openFakeHarness = async (): Promise<PlaneHarness> => {
  const plane = new FakePlane();
  return {
    plane,
    startProgram: async (showId, host) => {
      const { id } = await host.openSend();
      await host.connect(id, { role: 'client', fingerprints: [A_FINGERPRINT] });
      await host.produce(id, 'audio', aProduction('audio'));
      await host.produce(id, 'video', aProduction('video'));
      await plane.setArriving(showId, true);
      return { close: () => plane.setArriving(showId, false) };
    },
    killWorkers: async () => plane.killWorkers(),
    close: () => plane.close(),
  };
};

describePlane('the fake plane', openFakeHarness);
describeCrew('the fake plane', openFakeHarness);
