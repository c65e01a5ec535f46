import { describe, expect, it } from 'vitest';
import { AppError } from '../shared/errors.ts';
import { freePort } from './sfu/testing/free-port.ts';
import { explainListenError, OperatorError, sentenceOf } from './operator-error.ts';
import { checkRtcPorts } from './rtc-ports.ts';
import { createServer } from 'node:net';
import { once } from 'node:events';

const systemError = (code: string): Error => Object.assign(new Error(code), { code, syscall: 'listen' });
const address = { host: '10.1.1.1', port: 80 };

describe('what the operator is told', () => {
  it.each([
    ['EADDRINUSE', 'Port 80 is taken by another program; set PORT to a free one.'],
    ['EACCES', 'Port 80 needs more rights than this user has; set PORT to 1024 or more.'],
    ['EADDRNOTAVAIL', 'HOST is "10.1.1.1", which is no address of this machine.'],
  ])('explains %s', (code, sentence) => {
    expect(sentenceOf(explainListenError(systemError(code), 'PORT', address))).toBe(sentence);
  });

  it('leaves other errors as they are', () => {
    const error = new TypeError('a bug');
    expect(explainListenError(error, 'PORT', address)).toBe(error);
    expect(sentenceOf(error)).toBeNull();
  });

  it('passes on what the store says about its folder', () => {
    const locked = new AppError('store.unavailable', new Error('Another Tally server is using this data folder.'));
    expect(sentenceOf(locked)).toBe('Another Tally server is using this data folder.');
  });

  it('names the media port that is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await once(other, 'listening');
    await expect(checkRtcPorts('127.0.0.1', port, 1)).rejects.toEqual(
      new OperatorError(`Port ${port} is taken by another program; set RTC_PORT to a free one.`),
    );
    other.close();
    await once(other, 'close');
    await expect(checkRtcPorts('127.0.0.1', port, 1)).resolves.toBeUndefined();
  });
});
