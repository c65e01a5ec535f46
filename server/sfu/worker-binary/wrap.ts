/**
 * The directory that a meson `.wrap` file names: when it exists below `subprojects/`, meson uses it and downloads nothing.
 * Throws when the file names none.
 * @see https://mesonbuild.com/Wrap-dependency-system-manual.html
 */
export function wrapDirectory(wrapText: string, wrapName: string): string {
  const line = wrapText.split('\n').find((text) => /^directory\s*=/.test(text));
  const directory = line?.slice(line.indexOf('=') + 1).trim();
  if (!directory || /[/\\]|^\.+$/.test(directory)) {
    throw new Error(`${wrapName} names no usable directory: has mediasoup changed its build?`);
  }
  return directory;
}
