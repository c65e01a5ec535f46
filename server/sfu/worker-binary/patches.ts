/** One line of the worker's sources to be replaced, in the copy that is built. */
export type LinePatch = {
  /** Path below the package's `worker/` folder. */
  readonly file: string;
  /** The whole line with its indentation, which must occur exactly once. */
  readonly from: string;
  readonly to: string;
};

export const WORKER_PATCHES: readonly LinePatch[] = [
  {
    // Debian 12 has meson 1.0.1, which builds the worker.
    file: 'meson.build',
    from: "  meson_version: '>= 1.1.0',",
    to: "  meson_version: '>= 1.0.0',",
  },
  {
    // OpenSSL built with kernel TLS asks this BIO for BIO_CTRL_GET_KTLS_SEND, takes the 1 returned for a "yes", allocates
    // no write buffer and crashes in the first handshake. To be removed when upstream tests the bit itself.
    file: 'src/RTC/DtlsTransport.cpp',
    from: '\tconst long resultOfcallback = (operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1;',
    to: '\tconst long resultOfcallback = ((operationType & BIO_CB_RETURN) != 0) ? static_cast<long>(ret) : 1;',
  },
];

/** Replaces the patch's line; throws unless that line occurs exactly once, so that an upgrade cannot silently skip it. */
export function applyPatch(source: string, patch: LinePatch): string {
  const lines = source.split('\n');
  const matches = lines.filter((line) => line === patch.from).length;
  if (matches !== 1) {
    throw new Error(
      `The patch of ${patch.file} no longer applies (its line occurs ${matches} times, not once): ` +
        'mediasoup has changed; check server/sfu/worker-binary/patches.ts against it.',
    );
  }
  return lines.map((line) => (line === patch.from ? patch.to : line)).join('\n');
}
