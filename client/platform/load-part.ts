/** Tries in a row, with a pause after each that did not get its file: 1, 2, 4, 8 s. A line that is gone is back by then, or the page says so. */
const TRIES = 5;
const FIRST_PAUSE_MS = 1_000;

type Waits = (ms: number) => Promise<void>;
const pageWaits: Waits = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A part of the page that is loaded when it is wanted. Asks again for a file that did not come; rejects as the last try did. */
export const loadPart = async <Part>(load: () => Promise<Part>, wait: Waits = pageWaits): Promise<Part> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await load();
    } catch (error) {
      // A file that did not come and one that broke throw alike: a script's a TypeError, a style's what the bundler says.
      if (tried === TRIES) throw error;
      await wait(FIRST_PAUSE_MS * 2 ** (tried - 1));
    }
  }
};
