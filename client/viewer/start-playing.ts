type Player = Pick<HTMLVideoElement, 'play'>;
type Start = 'playing' | 'blocked' | 'replaced';

/** Autoplay is allowed without sound: a page that was turned loud stays so only if the browser lets it. */
export const startPlaying = async (player: Player, sound: { turnOff(): void }): Promise<void> => {
  if ((await start(player)) !== 'blocked') return;
  sound.turnOff();
  await start(player);
};

/** Some phones that save power wait for a tap even without sound; `replaced` is a player that got another stream, or none. */
const start = async (player: Player): Promise<Start> => {
  try {
    await player.play();
    return 'playing';
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === 'NotAllowedError') return 'blocked';
    if (error.name === 'AbortError') return 'replaced';
    throw error;
  }
};
