import { describe, expect, it } from 'vitest';
import { asMediaError, deviceErrorCode, screenErrorCode } from './media-errors.ts';

describe('a rejected camera', () => {
  it.each([
    [{ name: 'NotAllowedError' }, 'camera.denied'],
    [{ name: 'SecurityError' }, 'camera.denied'],
    [{ name: 'NotFoundError' }, 'camera.missing'],
    [{ name: 'NotReadableError' }, 'camera.busy'],
    [{ name: 'AbortError' }, 'camera.busy'],
    [{ name: 'OverconstrainedError', constraint: 'deviceId' }, 'camera.missing'],
    [{ name: 'OverconstrainedError', constraint: 'width' }, 'camera.unusable'],
    [{ name: 'OverconstrainedError' }, 'camera.unusable'],
    [{ name: 'InvalidStateError' }, 'camera.unusable'],
  ] as const)('%o means %s', (error, code) => {
    expect(deviceErrorCode('camera', error)).toBe(code);
  });
});

it('tells microphones apart from cameras', () => {
  expect(deviceErrorCode('microphone', { name: 'NotAllowedError' })).toBe('microphone.denied');
});

describe('a rejected screen', () => {
  it.each([
    ['NotAllowedError', 'prompt', 'screen.canceled'],
    ['NotAllowedError', 'unknown', 'screen.canceled'],
    ['NotAllowedError', 'denied', 'screen.denied'],
    ['SecurityError', 'prompt', 'screen.denied'],
    ['NotReadableError', 'granted', 'screen.unusable'],
    ['InvalidStateError', 'prompt', 'screen.unusable'],
  ] as const)('%s with permission %s means %s', (name, permission, code) => {
    expect(screenErrorCode({ name }, permission)).toBe(code);
  });
});

describe('what was thrown', () => {
  it('is a media error when it has a name', () => {
    expect(asMediaError(new DOMException('busy', 'NotReadableError'))).toEqual({ name: 'NotReadableError' });
    const overconstrained = Object.assign(new Error('no'), { name: 'OverconstrainedError', constraint: 'deviceId' });
    expect(asMediaError(overconstrained)).toEqual({ name: 'OverconstrainedError', constraint: 'deviceId' });
  });

  it('is none when it is not an error', () => {
    expect(asMediaError('NotAllowedError')).toBeNull();
  });
});
