import { describe, expect, it } from 'vitest';
import webPush from 'web-push';
import { describeConfig, readConfig, resolveSecretFiles, type Machine } from './config.ts';
import { OperatorError } from './operator-error.ts';

const MACHINE: Machine = {
  lanAddress: '192.168.1.20',
  hostNames: ['teabox', 'teabox.local'],
  cores: 4,
  isTerminal: false,
};
const WORKER = { MEDIASOUP_WORKER_BIN: '/opt/mediasoup-worker' };

const read = (env: Record<string, string> = {}, args: readonly string[] = []) =>
  readConfig({ ...WORKER, ...env }, args, MACHINE);

const sentenceOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof OperatorError) return error.message;
    throw error;
  }
  return 'no error';
};

describe('the configuration', () => {
  it('has defaults for a laptop', () => {
    expect(read()).toMatchObject({
      listen: { host: '127.0.0.1', port: 3_000 },
      tls: { kind: 'none' },
      signUp: 'first-only',
      metricsPort: null,
      fetchPictures: 'on',
      logLevel: 'info',
      rtc: { port: 40_000, workers: 4, announcedAddresses: ['192.168.1.20', '127.0.0.1'], iceServers: [] },
    });
  });

  it('can forbid the server to fetch pictures from other sites', () => {
    expect(read({ FETCH_PICTURES: 'off' }).fetchPictures).toBe('off');
  });

  it('announces loopback alone on a machine without a network', () => {
    const config = readConfig(WORKER, [], { ...MACHINE, lanAddress: null });
    expect(config.rtc.announcedAddresses).toEqual(['127.0.0.1']);
  });

  it('announces only the network’s address to a network', () => {
    expect(read({}, ['--lan']).rtc.announcedAddresses).toEqual(['192.168.1.20']);
  });

  it.each([
    [{}, ['--lan'], '0.0.0.0'],
    [{ PUBLIC_URL: 'https://live.example.org' }, [], '0.0.0.0'],
    [{ TLS_CERT_FILE: 'cert.pem', TLS_KEY_FILE: 'key.pem' }, [], '0.0.0.0'],
    [{ PUBLIC_URL: 'http://localhost:5173' }, [], '127.0.0.1'],
    [{ HOST: '10.0.0.5' }, ['--lan'], '10.0.0.5'],
  ])('with %o and %o listens on %s', (env, args, host) => {
    expect(read(env as Record<string, string>, args).listen.host).toBe(host);
  });

  it('is found at the machine’s names and at the one that it listens on', () => {
    expect(read().hostNames).toEqual(['teabox', 'teabox.local', '127.0.0.1']);
    expect(read({ HOST: 'Shop.example.org' }).hostNames).toEqual(['teabox', 'teabox.local', 'shop.example.org']);
  });

  it('makes a certificate of its own for the local network, unless there is a real one', () => {
    expect(read({}, ['--lan']).tls).toEqual({ kind: 'self-made' });
    expect(read({ TLS_CERT_FILE: 'c', TLS_KEY_FILE: 'k' }, ['--lan']).tls).toEqual({
      kind: 'files',
      certFile: 'c',
      keyFile: 'k',
    });
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc", but it must be a whole number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT is "70000", but it must be a whole number from 0 to 65535.'],
    [{ RTC_PORT: '80' }, 'RTC_PORT is "80", but it must be a whole number from 1024 to 65535.'],
    [{ RTC_PORT: '65534' }, 'RTC_PORT is 65534, but 4 media workers need as many ports from there on.'],
    [
      { PUBLIC_URL: 'live.example.org' },
      'PUBLIC_URL is "live.example.org", but it must be an address like "https://live.example.org", without a path.',
    ],
    [{ TLS_CERT_FILE: 'cert.pem' }, 'TLS_CERT_FILE is set, but TLS_KEY_FILE is not.'],
    [{ SIGN_UP: 'yes' }, 'SIGN_UP is "yes", but it must be "first-only" or "open".'],
    [{ TURN_URLS: 'turn:turn.example.org:3478' }, expect.stringContaining('TURN_USERNAME')],
    [{ TURN_URLS: 'stun:example.org', TURN_USERNAME: 'a', TURN_CREDENTIAL: 'b' }, expect.stringContaining('"turn:"')],
    [
      { TURN_URLS: 'turn:turn.example.org?transport=sctp', TURN_USERNAME: 'a', TURN_CREDENTIAL: 'b' },
      'TURN_URLS is "turn:turn.example.org?transport=sctp", but it must be up to 8 "turn:" or "turns:" addresses, separated by commas.',
    ],
    [{ EMBED_ORIGINS: 'https://shop.example/cart' }, expect.stringContaining('without a path')],
    [{ EMBED_ORIGINS: '*' }, expect.stringContaining('EMBED_ORIGINS is "*"')],
    [{ VAPID_PUBLIC_KEY: 'key' }, expect.stringContaining('VAPID_PUBLIC_KEY')],
    [{ ANNOUNCED_ADDRESS: '0.0.0.0' }, expect.stringContaining('ANNOUNCED_ADDRESS is "0.0.0.0"')],
    [{ ANNOUNCED_ADDRESS: '203.0.113.7:40000' }, expect.stringContaining('ANNOUNCED_ADDRESS is "203.0.113.7:40000"')],
    [{ ANNOUNCED_ADDRESS: '1.1.1.1,'.repeat(8) + '1.1.1.1' }, expect.stringContaining('up to 8')],
    [{ ANNOUNCED_ADDRESS: 'not an address' }, expect.stringContaining('ANNOUNCED_ADDRESS is "not an address"')],
  ])('refuses %o in one sentence', (env, sentence) => {
    expect(sentenceOf(() => read(env as Record<string, string>))).toEqual(sentence);
  });

  it('has a way back from Stripe that leads everybody here', () => {
    const stripe = {
      CHECKOUT: 'tea=stripe',
      STRIPE_SECRET_KEY: 'sk_test_0123456789ab',
      STRIPE_WEBHOOK_SECRET: 'whsec_0123456789ab',
    };
    expect(sentenceOf(() => read(stripe, ['--lan']))).toContain('set PUBLIC_URL');
    expect(sentenceOf(() => read(stripe))).toBe('no error');
    expect(sentenceOf(() => read({ ...stripe, PUBLIC_URL: 'https://box.example.org' }, ['--lan']))).toBe('no error');
    expect(sentenceOf(() => read({ ...stripe, CHECKOUT: 'demo' }, ['--lan']))).toBe('no error');
  });

  it('lets nobody have a show in a frame, unless they are named', () => {
    expect(read().embedOrigins).toEqual([]);
    const EMBED_ORIGINS = 'https://shop.example, http://127.0.0.1:8080';
    expect(read({ EMBED_ORIGINS }).embedOrigins).toEqual(['https://shop.example', 'http://127.0.0.1:8080']);
  });

  it('sends reminders where it has all of its keys', () => {
    const { publicKey, privateKey } = webPush.generateVAPIDKeys();
    const env = {
      VAPID_PUBLIC_KEY: publicKey,
      VAPID_PRIVATE_KEY: privateKey,
      VAPID_SUBJECT: 'mailto:host@example.org',
    };
    expect(read().push).toBeNull();
    const config = read(env);
    expect(config.push).toEqual({ publicKey, privateKey, subject: 'mailto:host@example.org' });
    expect(JSON.stringify(describeConfig(config))).not.toContain(privateKey);
    for (const missing of Object.keys(env)) {
      const sentence = sentenceOf(() => read({ ...env, [missing]: '' }));
      expect(sentence).toContain('Reminders need all of');
      expect(sentence).not.toContain(privateKey);
    }
  });

  it('refuses an argument that it does not know', () => {
    expect(sentenceOf(() => read({}, ['--port']))).toBe('"--port" is not known; there are --lan and --demo.');
  });

  it('says what is missing when the worker is', () => {
    expect(sentenceOf(() => readConfig({}, [], MACHINE))).toContain('MEDIASOUP_WORKER_BIN is not set');
  });

  it('takes several announced addresses in order', () => {
    expect(read({ ANNOUNCED_ADDRESS: '203.0.113.7, 10.0.0.5' }).rtc.announcedAddresses).toEqual([
      '203.0.113.7',
      '10.0.0.5',
    ]);
  });

  it.each(['2001:db8::7', 'live.example.org', '10.0.0.5'])('announces %s', (address) => {
    expect(read({ ANNOUNCED_ADDRESS: address }).rtc.announcedAddresses).toEqual([address]);
  });

  it.each(['turn:turn.example.org', 'turns:[2001:db8::7]:443?transport=tcp', 'turn:10.0.0.5:3478?transport=udp'])(
    'offers %s',
    (url) => {
      const { rtc } = read({ TURN_URLS: url, TURN_USERNAME: 'a', TURN_CREDENTIAL: 'b' });
      expect(rtc.iceServers).toEqual([{ urls: [url], username: 'a', credential: 'b' }]);
    },
  );

  it('reads the TURN password from a file, and never prints it', () => {
    const env = {
      ...WORKER,
      TURN_URLS: 'turns:turn.example.org:443',
      TURN_USERNAME: 'tally',
      TURN_CREDENTIAL_FILE: '/run/turn',
    };
    const config = readConfig(
      resolveSecretFiles(env, () => 'secret-of-turn\n'),
      [],
      MACHINE,
    );
    expect(config.rtc.iceServers).toEqual([
      { urls: ['turns:turn.example.org:443'], username: 'tally', credential: 'secret-of-turn' },
    ]);
    expect(JSON.stringify(describeConfig(config))).not.toContain('secret-of-turn');
  });

  it('refuses a secret file that is empty or cannot be read', () => {
    const env = { TURN_CREDENTIAL_FILE: '/run/turn' };
    expect(sentenceOf(() => resolveSecretFiles(env, () => ''))).toContain('which is empty');
    const unreadable = (): string => {
      throw new Error('ENOENT');
    };
    expect(sentenceOf(() => resolveSecretFiles(env, unreadable))).toContain('which cannot be read');
  });
});
