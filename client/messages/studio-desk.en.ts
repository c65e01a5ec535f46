import type { Dictionary, Format } from '../platform/translate.ts';

/** The studio where several people work on it: the page of a co-host or producer, who makes the program, and what is only the host's. */
export const studioDeskEn = {
  waitingTitle: 'The host’s studio is not open yet',
  waitingText: 'As soon as it is, its scenes appear here by themselves. You need not do anything.',
  toGuestPage: 'Back to the show’s page',
  replacedTitle: 'The controls are open in another window',
  replacedText: 'You can have them in one window at a time. Here your camera and microphone are off.',
  useHere: 'Use them here',
  goneTitle: 'You are no longer in this studio',
  goneText: 'To come in, open the link that the host sent you once more.',

  madeBy: (p: { name: string }) => `Program by ${p.name}`,
  madeByLong: (p: { name: string; standbyName: string | null }) =>
    `${p.name}’s page makes the program. What you change here reaches viewers through it.${p.standbyName === null ? '' : ` ${p.standbyName}’s page stands by.`}`,
  madeHere: 'Program from here',
  madeHereLong: (p: { standbyName: string | null }) =>
    `Your page makes the program. Keep it open while the show is on air.${p.standbyName === null ? '' : ` ${p.standbyName}’s page stands by.`}`,
  standby: 'Standing by',
  standbyLong: 'Should that page be lost, this one goes on with the program.',
  goLiveElsewhere: (p: { name: string }) => `${p.name}’s page makes the program, and the show begins there.`,
  verdictShadow: (p: { framesPerSecond: number }, f: Format) =>
    `Another page makes the program. This one composes the same picture at ${f.number(p.framesPerSecond)} fps.`,

  sourcesOfHost: 'Camera, microphone, screen',
  layersOfHost: 'Camera, screen, picture',
  addedByHost: 'They come from the host’s computer, and are added there.',

  you: 'You',
  yourDevices: 'Your camera and microphone',
  'place.backstage': 'Backstage',
  'place.next': 'You are next',
  'place.on-stage': 'On stage',
  'place.on-air': 'On air',
  'place.screen-on-air': 'Screen on air',
  'self.backstage': 'You: backstage',
  'self.next': 'You are next',
  'self.on-stage': 'You: on stage',
  'self.on-air': 'You: on air',
  'self.screen-on-air': 'Your screen: on air',
  'microphone.on': 'Microphone on',
  'microphone.off': 'Microphone off',
  chooseDevices: 'Choose camera and microphone',
  keysOwn: 'Yourself',

  changing: (p: { name: string }) => `${p.name} is making changes`,
  handOver: 'Hand over the show…',
  notReady: 'Their page does not stand by yet.',
  handOverTitle: (p: { name: string }) => `Hand the show over to ${p.name}?`,
  handOverText: 'Their page makes the program from then on. Viewers stay where they are.',
  takeBack: 'Take the show back…',
  takeBackTitle: 'Take the show back?',
  takeBackText: 'Your page makes the program from then on. Viewers stay where they are.',
  handOverConfirm: 'Hand over',
  takeBackConfirm: 'Take back',
} satisfies Dictionary;
