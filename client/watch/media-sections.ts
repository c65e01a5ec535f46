import type { MediaKind } from '../../shared/protocol/rtp.ts';

/** A codec as an SDP lists it; `parameters` with whole numbers as numbers. */
export type ListedCodec = {
  readonly payloadType: number;
  /** As in `a=rtpmap`, lower case: "opus", "h264", "rtx". */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number | null;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** "nack", "nack pli" … */
  readonly feedback: readonly string[];
};

export type MediaSection = {
  readonly kind: MediaKind;
  readonly codecs: readonly ListedCodec[];
  readonly extensionUris: readonly string[];
};

/** What an SDP's media sections say of codecs and header extensions. @see https://www.rfc-editor.org/rfc/rfc8866 */
export const readMediaSections = (sdp: string): readonly MediaSection[] =>
  sdp
    .split(/^(?=m=)/m)
    .map((section) => ({ kind: /^m=(audio|video) /.exec(section)?.[1], lines: section.split(/\r?\n/) }))
    .flatMap(({ kind, lines }) => (kind === 'audio' || kind === 'video' ? [readSection(kind, lines)] : []));

const readSection = (kind: MediaKind, lines: readonly string[]): MediaSection => {
  const feedback = attribute(lines, 'rtcp-fb').map(splitOnce);
  const formats = new Map(attribute(lines, 'fmtp').map(splitOnce));
  const codecs = attribute(lines, 'rtpmap').map((line): ListedCodec => {
    const [payloadType, encoding] = splitOnce(line);
    const [name = '', clockRate = '', channels] = encoding.split('/');
    return {
      payloadType: Number(payloadType),
      name: name.toLowerCase(),
      clockRate: Number(clockRate),
      channels: kind === 'audio' ? Number(channels ?? 1) : null,
      parameters: readParameters(formats.get(payloadType) ?? ''),
      feedback: feedback.filter(([target]) => target === payloadType || target === '*').map(([, what]) => what),
    };
  });
  // "a=extmap:5/recvonly urn:…"
  const extensionUris = attribute(lines, 'extmap').map((line) => line.split(' ')[1] ?? '');
  return { kind, codecs, extensionUris };
};

const attribute = (lines: readonly string[], name: string): readonly string[] => {
  const prefix = `a=${name}:`;
  return lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
};

const splitOnce = (line: string): readonly [string, string] => {
  const space = line.indexOf(' ');
  return space === -1 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)];
};

const readParameters = (format: string): Readonly<Record<string, string | number>> =>
  Object.fromEntries(
    format.split(';').flatMap((pair) => {
      const [key = '', value] = pair.trim().split('=');
      if (key === '' || value === undefined) return [];
      // A profile is hexadecimal text, also where it looks like a number.
      const isNumber = key !== 'profile-level-id' && /^\d+$/.test(value);
      return [[key, isNumber ? Number(value) : value] as const];
    }),
  );
