/** How long the server takes to answer; nothing here says how much the line can carry. */
export type LineMeasure = { readonly medianMs: number; readonly slowestMs: number };

/** Enough to tell a steady line from one that stumbles, and over in a moment on both. */
const QUESTIONS = 7;

/** Asks the server one small question after another. Fails as `ask` does. */
export const measureLine = async (ask: () => Promise<unknown>, nowMs: () => number): Promise<LineMeasure> => {
  const tripsMs: number[] = [];
  for (let question = 0; question < QUESTIONS; question += 1) {
    const askedAtMs = nowMs();
    await ask();
    tripsMs.push(nowMs() - askedAtMs);
  }
  tripsMs.sort((a, b) => a - b);
  return { medianMs: tripsMs[Math.floor(QUESTIONS / 2)] ?? 0, slowestMs: tripsMs.at(-1) ?? 0 };
};
