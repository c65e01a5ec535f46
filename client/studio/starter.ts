import type { Random } from '../../shared/random.ts';
import { assert } from '../../shared/invariant.ts';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { starterDocument } from '../../shared/scene/templates.ts';
import { studioStageMessages } from '../messages/studio-stage.ts';
import type { Locale } from '../platform/locale.svelte.ts';
import type { StudioDraft } from '../state/studio-options.ts';

/** A new show in the host's language, with its first scene in the program. */
export const starterDraft = (locale: Locale, random: Random): StudioDraft => {
  const t = locale.texts(studioStageMessages);
  const document = starterDocument({
    format: PROGRAM_FORMATS['landscape-720'],
    random,
    names: {
      sources: { camera: t('starterCamera'), microphone: t('starterMicrophone'), screen: t('starterScreen') },
      scenes: {
        host: t('starterHost'),
        screenWithHost: t('starterScreenWithHost'),
        closeUp: t('starterCloseUp'),
        guests: t('starterGuests'),
        closeUpWithGuests: t('starterCloseUpWithGuests'),
        startingSoon: t('starterStartingSoon'),
        beRightBack: t('starterBeRightBack'),
      },
      layers: {
        callout: t('starterCallout'),
        people: t('starterPeople'),
        background: t('starterBackground'),
        title: t('starterTitle'),
      },
      texts: { startingSoon: t('starterTextStartingSoon'), beRightBack: t('starterTextBeRightBack') },
    },
  });
  const [onAirSceneId] = document.sceneIds;
  assert(onAirSceneId !== undefined, 'a starter show has scenes');
  return { document, onAirSceneId, confirmed: null };
};
