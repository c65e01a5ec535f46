import type { SceneId } from '../../../shared/ids.ts';
import type { Studio } from '../../state/studio.svelte.ts';
import { thumbnailPauseMs } from './thumbnail-clock.ts';
import { THUMBNAIL_WIDTH_PX, type ThumbnailPlace } from './thumbnail-place.ts';

type ThumbnailStudio = Pick<Studio, 'thumbnail' | 'isOnAir' | 'health'>;

/** The first round waits until the lists have been laid out, or nothing would be seen. */
const FIRST_MS = 100;

/** Draws the thumbnails that can be seen, one after the other, again and again; the result ends it. */
export const runThumbnails = (studio: ThumbnailStudio, places: ReadonlyMap<SceneId, ThumbnailPlace>): (() => void) => {
  const controller = new AbortController();
  let missedBefore = 0;
  const pauseMs = (): number => {
    const missed = studio.health.compositor?.missedFrames ?? 0;
    const missedFrames = Math.max(0, missed - missedBefore);
    missedBefore = missed;
    return thumbnailPauseMs({ air: studio.isOnAir ? 'on' : 'off', missedFrames });
  };
  const round = async (): Promise<void> => {
    for (const [sceneId, place] of places) {
      if (controller.signal.aborted) return;
      if (place.isSeen() && document.visibilityState === 'visible') await draw(studio, sceneId, place);
    }
    if (!controller.signal.aborted) timer = setTimeout(() => void round(), pauseMs());
  };
  let timer = setTimeout(() => void round(), FIRST_MS);
  return () => {
    controller.abort();
    clearTimeout(timer);
  };
};

const draw = async (studio: ThumbnailStudio, sceneId: SceneId, place: ThumbnailPlace): Promise<void> => {
  try {
    place.show(await studio.thumbnail(sceneId, THUMBNAIL_WIDTH_PX));
  } catch (error) {
    // The scene was removed, or the compositor is being replaced: the next round shows what is there then.
    if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
  }
};
