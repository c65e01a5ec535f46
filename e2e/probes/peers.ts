import type { BrowserContext } from '@playwright/test';

declare global {
  interface Window {
    /** Every peer connection that the page made, in order. */
    tallyPeers?: RTCPeerConnection[];
  }
}

/** Keeps every peer connection of the pages that `context` opens from now on, so that their statistics can be read. */
export const keepPeers = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const peers: RTCPeerConnection[] = [];
    window.tallyPeers = peers;
    window.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        peers.push(this);
        performance.mark('bench:peer');
        this.addEventListener('connectionstatechange', () => performance.mark(`bench:${this.connectionState}`));
      }
    };
  });
