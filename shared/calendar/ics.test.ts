import { describe, expect, it } from 'vitest';
import { icsOf, type CalendarEvent } from './ics.ts';

const EVENT: CalendarEvent = {
  uid: 'show1@tally',
  revision: 3,
  writtenAtMs: Date.UTC(2026, 10, 27, 9, 30, 0),
  startsAtMs: Date.UTC(2026, 11, 31, 23, 30, 5),
  durationMs: 3_600_000,
  title: 'Spring teas',
  description: 'Tea house',
  url: 'https://live.example.org/watch/spring-teas',
};

/** As a calendar reads it. RFC 5545 3.1. */
const unfold = (file: string): readonly string[] => file.replace(/\r\n[ \t]/g, '').split('\r\n');
const octets = (line: string): number => new TextEncoder().encode(line).byteLength;

describe('a calendar file', () => {
  it('has the times in UTC, over the end of the year too', () => {
    const lines = unfold(icsOf(EVENT));
    expect(lines).toContain('DTSTAMP:20261127T093000Z');
    expect(lines).toContain('DTSTART:20261231T233005Z');
    expect(lines).toContain('DTEND:20270101T003005Z');
    expect(lines).toContain('SEQUENCE:3');
    expect(lines).toContain('URL:https://live.example.org/watch/spring-teas');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines.slice(-2)).toEqual(['END:VCALENDAR', '']);
  });

  it('reminds ten minutes before', () => {
    expect(unfold(icsOf(EVENT)).join('\n')).toContain(
      'BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Spring teas\nTRIGGER:-PT10M',
    );
  });

  it('escapes what would end a value, and lets no title begin a line', () => {
    const title = 'Tea; cups, pots \\ more\r\nEND:VEVENT\nBEGIN:VEVENT\u0007';
    const lines = unfold(icsOf({ ...EVENT, title }));
    expect(lines).toContain('SUMMARY:Tea\\; cups\\, pots \\\\ more\\nEND:VEVENT\\nBEGIN:VEVENT');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1);
  });

  it('folds long lines at 75 octets without cutting a letter', () => {
    const title = '春茶🍵 é'.repeat(12);
    const file = icsOf({ ...EVENT, title });
    for (const line of file.split('\r\n')) expect(octets(line)).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\ufffd');
    expect(unfold(file)).toContain(`SUMMARY:${title}`);
  });
});
