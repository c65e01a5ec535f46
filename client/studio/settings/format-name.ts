import { PROGRAM_FORMATS, type ProgramFormat, type ProgramFormatName } from '../../../shared/scene/document.ts';

const NAMES = ['landscape-720', 'landscape-1080', 'portrait-1024'] as const satisfies readonly ProgramFormatName[];

/** Which of the offered sizes a format has, at whatever rate; `other` for one that came from elsewhere. */
export const formatName = ({ widthPx, heightPx }: ProgramFormat): ProgramFormatName | 'other' =>
  NAMES.find((name) => PROGRAM_FORMATS[name].widthPx === widthPx && PROGRAM_FORMATS[name].heightPx === heightPx) ??
  'other';
