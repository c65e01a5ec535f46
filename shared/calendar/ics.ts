/** A moment in somebody's calendar. */
export type CalendarEvent = {
  /** The same for the same event for ever: a calendar that has it already moves it. */
  readonly uid: string;
  /** Grows with every change. */
  readonly revision: number;
  readonly writtenAtMs: number;
  readonly startsAtMs: number;
  readonly durationMs: number;
  readonly title: string;
  readonly description: string;
  readonly url: string;
};

/** Octets of a line without its end. RFC 5545 3.1. */
const MAX_LINE_OCTETS = 75;
const REMIND_BEFORE = '-PT10M';

/** One event with a reminder as an iCalendar file, in UTC. @see https://www.rfc-editor.org/rfc/rfc5545 */
export const icsOf = (event: CalendarEvent): string => {
  const { uid, revision, writtenAtMs, startsAtMs, durationMs, title, description, url } = event;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tally//Tally//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}`,
    `SEQUENCE:${revision}`,
    `DTSTAMP:${utc(writtenAtMs)}`,
    `DTSTART:${utc(startsAtMs)}`,
    `DTEND:${utc(startsAtMs + durationMs)}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(description)}`,
    `URL:${url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escapeText(title)}`,
    `TRIGGER:${REMIND_BEFORE}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
};

/** 20261127T200000Z */
const utc = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** RFC 5545 3.3.11. Other control characters are in no text of ours that a person could have typed; calendars refuse them. */
const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|[\r\n]/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** Long lines go on in the next one, after a blank. Counted in octets, and no letter is cut in two. */
const fold = (line: string): string => {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > MAX_LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
};

/** In UTF-8. */
const octetsOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};
