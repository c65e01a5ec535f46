type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat'>;

/** What a key means for one’s own devices: M turns the microphone, V the camera. A key that is held down counts once. */
export const deviceKey = ({ key, ctrlKey, metaKey, altKey, repeat }: KeyPress): 'microphone' | 'camera' | null => {
  if (ctrlKey || metaKey || altKey || repeat) return null;
  switch (key.toLowerCase()) {
    case 'm':
      return 'microphone';
    case 'v':
      return 'camera';
    default:
      return null;
  }
};
