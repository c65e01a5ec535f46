import type { DeviceChoice } from '../../shared/scene/document.ts';

/** A device as a list of choices says it; the empty value is the browser's default. */
export type DeviceOption = { readonly value: string; readonly label: string };

type Words = {
  readonly byDefault: string;
  readonly missing: (label: string) => string;
  readonly unnamed: (number: number) => string;
};

/**
 * The default, what is plugged in, and the chosen device when it is not. Browsers hide ids until a device of the kind was
 * granted; such entries cannot be chosen.
 */
export const deviceOptions = (
  present: readonly DeviceChoice[],
  chosen: DeviceChoice | null,
  words: Words,
): readonly DeviceOption[] => {
  const named = present.filter(({ deviceId }) => deviceId !== '');
  const isMissing = chosen !== null && !named.some(({ deviceId }) => deviceId === chosen.deviceId);
  return [
    { value: '', label: words.byDefault },
    ...named.map(({ deviceId, label }, index) => ({ value: deviceId, label: label || words.unnamed(index + 1) })),
    ...(isMissing ? [{ value: chosen.deviceId, label: words.missing(chosen.label) }] : []),
  ];
};

/** The device that an option stands for; a chosen one that is not plugged in stays what it was. */
export const deviceOf = (
  value: string,
  present: readonly DeviceChoice[],
  chosen: DeviceChoice | null,
): DeviceChoice | null =>
  present.find(({ deviceId }) => deviceId !== '' && deviceId === value) ?? (chosen?.deviceId === value ? chosen : null);
