import type { SharedSurface } from '../../shared/scene/source-opening.ts';

/** What the browser says about a share, after the person chose. */
export type ShareSettings = {
  /** `displaySurface` of the video track. */
  readonly surface: SharedSurface;
  /** `restrictOwnAudio` of the audio track: whether our page's own sound is taken out. */
  readonly restriction: 'honored' | 'not-honored';
  /** Whether the shared tab is the very page that shares. */
  readonly tab: 'own' | 'foreign' | 'unknown';
};

export type SoundDecision = {
  readonly sound: 'kept' | 'dropped';
  readonly ownAudio: 'restricted' | 'not-restricted';
};

/**
 * Whether a share's sound may go on air. It may not when it could carry what our own page plays (the program's monitor,
 * guests): that would come back as an echo. Asked-for restrictions are ignored silently by some systems and browsers, so
 * only what was honored counts, and doubt drops the sound.
 */
export const decideScreenSound = ({ surface, restriction, tab }: ShareSettings): SoundDecision => {
  if (restriction === 'honored') return { sound: 'kept', ownAudio: 'restricted' };
  // Another tab's sound is that tab's only.
  const isForeignTab = surface === 'browser' && tab === 'foreign';
  return { sound: isForeignTab ? 'kept' : 'dropped', ownAudio: 'not-restricted' };
};
