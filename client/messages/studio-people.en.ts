import type { StudioRole } from '../../shared/show/actor.ts';
import type { PersonQuality } from '../../shared/show/participant.ts';
import type { Dictionary, Format } from '../platform/translate.ts';

const ROLES: Readonly<Record<StudioRole, string>> = {
  host: 'Host',
  'co-host': 'Co-host',
  producer: 'Producer',
  moderator: 'Moderator',
  guest: 'Guest',
  camera: 'Second camera',
};

const DOES: Readonly<Record<Exclude<StudioRole, 'host'>, string>> = {
  guest: 'Comes backstage with camera and microphone. You bring them on stage.',
  'co-host': 'Has your controls on a page of their own: scenes, products, people. Can come on stage.',
  producer: 'Has your controls on a page of their own: scenes, products, people. Is never on air.',
  moderator: 'Reads and cleans the talk, can mute and remove people, and is never on air.',
  camera: 'A phone as a further angle. It shows its camera and hears nothing.',
};

const QUALITIES: Readonly<Record<PersonQuality, string>> = {
  auto: 'Quality: automatic',
  low: 'Quality: low',
  'audio-only': 'Quality: sound only',
};

const people = {
  tabGuests: 'Guests',
  tabChat: 'Chat',
  invite: 'Invite',
  counts: (p: { onStage: number; backstage: number }, f: Format) =>
    `${f.number(p.onStage)} on stage · ${f.number(p.backstage)} backstage`,
  onStage: 'On stage',
  backstage: 'Backstage',
  nobodyOnStage: 'Nobody is on stage.',
  nobodyBackstage: 'Nobody is backstage.',
  noGuests: 'Bring people into your show by a link. They need no account and no app.',
  you: 'You',
  role: (p: { role: StudioRole }) => ROLES[p.role],
  pictureOf: (p: { name: string }) => `Picture of ${p.name}`,
  screenOf: (p: { name: string }) => `Screen of ${p.name}`,
  levelOf: (p: { name: string }) => `Level of ${p.name}`,
  bringOnStage: 'Bring on stage',
  takeOffStage: 'Take off stage',
  bringOnStageNamed: (p: { name: string }) => `Bring on stage: ${p.name}`,
  takeOffStageNamed: (p: { name: string }) => `Take off stage: ${p.name}`,
  neverOnStage: 'Never on air',
  personMenu: (p: { name: string }) => `Actions for ${p.name}`,
  spotlight: 'Spotlight',
  cue: '“You are next”',
  mute: 'Mute',
  askToUnmute: 'Muted: ask them to unmute',
  hidePicture: 'Hide picture',
  quality: (p: { quality: PersonQuality }) => QUALITIES[p.quality],
  showScreen: 'Show screen',
  hideScreen: 'Hide screen',
  showScreenNamed: (p: { name: string }) => `Show screen of ${p.name}`,
  hideScreenNamed: (p: { name: string }) => `Hide screen of ${p.name}`,
  screenOffAir: 'Shares a screen',
  screenOnAir: 'Screen on air',
  moveUp: 'Move up',
  moveDown: 'Move down',
  moved: (p: { name: string; place: number; count: number }, f: Format) =>
    `${p.name} is now in place ${f.number(p.place)} of ${f.number(p.count)}.`,
  cameOnStage: (p: { name: string }) => `${p.name} is on stage.`,
  wentBackstage: (p: { name: string }) => `${p.name} is backstage.`,
  removePerson: 'Remove…',
  removeTitle: (p: { name: string }) => `Remove ${p.name} from the studio?`,
  removeText: 'They are out at once, and their link does not let this browser in again. A new link would.',
  'state.away': 'Away',
  'state.connecting': 'Connecting',
  'state.not-arriving': 'Not arriving',
  'state.standing-by': 'Standing by',
  standingByLong: 'Should the page that makes the program be lost, theirs goes on with it.',
  'state.next': 'Next',
  'state.spotlit': 'Spotlight',
  'state.muted': 'Muted',
  'state.camera-off': 'Camera off',
  'state.hidden': 'Picture hidden',
  'state.low': 'Low quality',
  'state.audio-only': 'Sound only',
  keysGuests: 'Guests',
  keyBring: 'Bring on stage, or take off',
  guestFader: (p: { name: string }) => `Fader of ${p.name}`,
};

const invites = {
  inviteTitle: 'Invite people',
  inviteLead: 'A link is all that they need. Whoever has it can come in with its role.',
  inviteRole: 'Role',
  roleDoes: (p: { role: Exclude<StudioRole, 'host'> }) => DOES[p.role],
  inviteName: 'Name',
  inviteNameHint: 'Whom it is for. They can change it when they come in.',
  inviteNameWrong: 'Give a name of 1 to 40 characters.',
  inviteUses: 'People',
  inviteUsesHint: 'How many can come by it',
  inviteUsesWrong: 'From 1 to 15.',
  inviteExpires: 'Works for',
  createLink: 'Create link',
  linkFor: (p: { name: string; role: StudioRole }) => `Link for ${p.name} (${ROLES[p.role]})`,
  linkAddress: 'Link',
  linkHere:
    'This link opens on this computer only. Open the studio by the address that others reach it at, and make the link there.',
  linkOnce: 'Only this page can show it, and only until it is reloaded.',
  linkScan: 'Or scan with a phone',
  qrOf: (p: { name: string }) => `QR code of the link for ${p.name}`,
  copyLink: 'Copy link',
  copyLinkOf: (p: { name: string }) => `Copy link for ${p.name}`,
  showLinkOf: (p: { name: string }) => `Show link for ${p.name}`,
  shareLink: 'Share',
  inviteCopied: 'The link is copied.',
  inviteNotCopied: 'The browser did not allow copying. Select the link and copy it.',
  links: 'Links of this show',
  noLinks: 'No links yet.',
  linkUses: (p: { uses: number; maxUses: number }, f: Format) => `${f.number(p.uses)} of ${f.number(p.maxUses)} used`,
  'link.used-up': 'Used up',
  'link.expired': 'Expired',
  'link.revoked': 'Withdrawn',
  linkExpires: (p: { time: string }) => `expires in ${p.time}`,
  minutes: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'minute', other: 'minutes' })}`,
  hours: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'hour', other: 'hours' })}`,
  days: (p: { count: number }, f: Format) => `${f.number(p.count)} ${f.plural(p.count, { one: 'day', other: 'days' })}`,
  withdraw: 'Withdraw',
  withdrawOf: (p: { name: string }) => `Withdraw link for ${p.name}`,
  withdrawTitle: (p: { name: string }) => `Withdraw the link for ${p.name}?`,
  withdrawText: (p: { names: string }) => `Whoever came by it is out at once: ${p.names}.`,
  withdrawn: (p: { name: string }) => `The link for ${p.name} is withdrawn.`,
};

const chat = {
  chatLabel: 'Talk backstage',
  chatEmpty: 'Talk with everybody in the studio. Viewers never see it.',
  chatWrite: 'Write to the studio',
  chatSend: 'Send',
  chatRemove: (p: { name: string }) => `Remove words of ${p.name}`,
  talkback: 'Speak to the studio',
  talkbackOff: 'Off air: everybody in the studio hears you, and no viewer does.',
  talkbackOn: 'Everybody in the studio hears you now. Viewers do not.',
  talkbackBy: (p: { names: string }) => `${p.names}: speaking to the studio, off air`,
  chatUnread: (p: { count: number }, f: Format) => `${f.number(p.count)} unread`,
};

/** The people in the studio: tiles, links, talk. */
export const studioPeopleEn = { ...people, ...invites, ...chat } satisfies Dictionary;
