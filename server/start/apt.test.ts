import { expect, test } from 'vitest';
import { installCommand, missingPackages } from './apt.ts';

test('packages are missing when dpkg does not know them, or knows only their configuration', () => {
  const output = 'installed meson\nconfig-files g++\ndpkg-query: no packages found matching libuv1-dev';
  expect(missingPackages(['meson', 'g++', 'libuv1-dev'], output)).toEqual(['g++', 'libuv1-dev']);
});

test('the command for a person updates the package lists first', () => {
  expect(installCommand(['meson', 'g++'])).toBe(
    'sudo apt-get update && sudo apt-get install -y --no-install-recommends meson g++',
  );
});
