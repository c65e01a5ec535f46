/**
 * Starts a context's sound as soon as the browser allows it: after a gesture, or while the page captures. One that is closed
 * while it waits has nothing to start any more.
 */
export const resumeSound = async (context: Pick<AudioContext, 'resume'>): Promise<void> => {
  try {
    await context.resume();
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
  }
};
