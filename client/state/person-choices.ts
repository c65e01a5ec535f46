import * as v from 'valibot';
import { Device } from '../../shared/scene/document.ts';
import type { StudioRole } from '../../shared/show/actor.ts';

const OnOff = v.picklist(['on', 'off']);

/** What can be behind a person: the room as it is, the room blurred, or a plain color. */
export const BACKGROUNDS = ['none', 'blur', 'light', 'dark'] as const;
export type Background = (typeof BACKGROUNDS)[number];

/** What somebody has chosen about their devices; a reload of the page comes back with it. */
export const PersonChoices = v.object({
  /** Null is the browser's own choice. */
  camera: v.nullable(Device),
  microphone: v.nullable(Device),
  /** The empty string is the system's own choice. */
  speakerId: v.string(),
  facing: v.picklist(['front', 'back']),
  background: v.picklist(BACKGROUNDS),
  /** Whether they see themselves as in a mirror; others never do. */
  mirror: OnOff,
  /** What is to be on: a device that fails meanwhile comes back when it can. */
  wants: v.object({ camera: OnOff, microphone: OnOff }),
});
export type PersonChoices = v.InferOutput<typeof PersonChoices>;

/** A further angle looks away from whoever holds the phone, and two microphones in one room would be heard twice. */
export const firstChoices = (role: StudioRole): PersonChoices => {
  const isAngle = role === 'camera';
  return {
    camera: null,
    microphone: null,
    speakerId: '',
    facing: isAngle ? 'back' : 'front',
    background: 'none',
    mirror: isAngle ? 'off' : 'on',
    wants: { camera: 'on', microphone: isAngle ? 'off' : 'on' },
  };
};
