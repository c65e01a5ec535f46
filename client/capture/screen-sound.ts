import type { SharedSurface } from '../../shared/scene/source-opening.ts';

/** What the browser says about a share, after the person chose. */
export type ShareSettings = {
  /** `displaySurface` of the video track. */
  readonly surface: SharedSurface;
  /** `restrictOwnAudio` of the audio track: whether our page's own sound is taken out. */
  readonly restriction: 'honored' | 'not-honored';
  /** Whether the shared tab shows a page of ours: the one that shares, or another that plays a show, as the watch page does. */
  readonly tab: 'own' | 'foreign' | 'unknown';
};

export type SoundDecision = 'kept' | 'dropped';

/**
 * Whether a share's sound may go on air. It may not when it could carry what our own page plays (the program's monitor,
 * guests): that would come back as an echo. Asked-for restrictions are ignored silently by some systems and browsers, so
 * only what was honored counts, and doubt drops the sound. No restriction reaches another page of ours: it takes out what the
 * page that shares plays, and nothing else.
 */
export const decideScreenSound = ({ surface, restriction, tab }: ShareSettings): SoundDecision => {
  if (tab === 'own') return 'dropped';
  if (restriction === 'honored') return 'kept';
  // Another tab's sound is that tab's only.
  return surface === 'browser' && tab === 'foreign' ? 'kept' : 'dropped';
};
