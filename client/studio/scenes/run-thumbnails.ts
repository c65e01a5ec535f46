import type { SceneId } from '../../../shared/ids.ts';
import type { Studio } from '../../state/studio.svelte.ts';
import { thumbnailPauseMs } from './thumbnail-clock.ts';
import { THUMBNAIL_WIDTH_PX } from './thumbnail-size.ts';
import type { ThumbnailPlace } from './Thumbnail.svelte';

type ThumbnailStudio = Pick<Studio, 'thumbnail' | 'isOnAir'>;

/** Draws the thumbnails that can be seen, one after the other, again and again; the result ends it. */
export const runThumbnails = (studio: ThumbnailStudio, places: ReadonlyMap<SceneId, ThumbnailPlace>): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isOver = false;
  const round = async (): Promise<void> => {
    const startedAtMs = performance.now();
    for (const [sceneId, place] of places) {
      if (isOver) return;
      if (!place.isSeen() || document.visibilityState === 'hidden') continue;
      const picture = await studio.thumbnail(sceneId, THUMBNAIL_WIDTH_PX);
      if (places.get(sceneId) === place && !isOver) place.show(picture);
      else picture.close();
    }
    const load = { roundMs: performance.now() - startedAtMs, air: studio.isOnAir ? 'on' : 'off' } as const;
    if (!isOver) timer = setTimeout(() => void round(), thumbnailPauseMs(load));
  };
  // The first round waits until the lists have been laid out, or nothing would be seen.
  timer = setTimeout(() => void round(), 100);
  return () => {
    isOver = true;
    if (timer !== null) clearTimeout(timer);
  };
};
