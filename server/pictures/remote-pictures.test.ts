import { describe, expect, it } from 'vitest';
import { MAX_PICTURE_BYTES } from '../../shared/protocol/http.ts';
import { FakeOutside, type FakePage } from './fake-outside.ts';
import { openInternetOnly } from './public-address.ts';
import { RemotePictures } from './remote-pictures.ts';

const OPEN = '93.184.215.14';

/** An Internet of the given names and pages. */
const anInternet = (
  names: Readonly<Record<string, readonly string[]>>,
  pages: Readonly<Record<string, FakePage | 'silent'>>,
) => {
  const outside = new FakeOutside();
  for (const [name, addresses] of Object.entries(names)) outside.names.set(name, addresses);
  for (const [address, page] of Object.entries(pages)) outside.pages.set(address, page);
  const limit = new AbortController();
  const pictures = new RemotePictures({ outside, mayDial: openInternetOnly(), deadline: () => limit.signal });
  const fetch = (address: string, signal = new AbortController().signal) => pictures.fetch(address, signal);
  return { outside, limit, fetch };
};

const redirect = (location: string, status = 302): FakePage => ({ status, location });
const refused = (code: string) => ({ ok: false, error: { code } });

describe('a picture of another server', () => {
  it('is fetched from the addresses that were checked', async () => {
    const page = { chunks: [Buffer.from('ab'), Buffer.from('c')] };
    const net = anInternet({ 'a.example': [OPEN, '2606:4700::1'] }, { 'https://a.example/1.jpg?w=2': page });
    expect(await net.fetch('https://a.example/1.jpg?w=2#x')).toEqual({ ok: true, value: Buffer.from('abc') });
    expect(net.outside.asked).toEqual(['a.example']);
    expect(net.outside.dialed).toEqual([`https://a.example/1.jpg?w=2 at ${OPEN} 2606:4700::1`]);
    expect(net.outside.openLines).toBe(0);
  });

  it('is found behind three redirects, each with its own host asked for and checked', async () => {
    const net = anInternet(
      { 'a.example': [OPEN], 'b.example': ['1.1.1.1'] },
      {
        'https://a.example/1': redirect('/2', 301),
        'https://a.example/2': redirect('//b.example/3', 307),
        'https://b.example/3': redirect('https://1.0.0.1/4', 308),
        'https://1.0.0.1/4': { chunks: [Buffer.from('x')] },
      },
    );
    expect(await net.fetch('https://a.example/1')).toMatchObject({ ok: true });
    expect(net.outside.asked).toEqual(['a.example', 'a.example', 'b.example']);
    expect(net.outside.dialed.at(-1)).toBe('https://1.0.0.1/4 at 1.0.0.1');
    expect(net.outside.openLines).toBe(0);
  });

  it('is not looked for behind a fourth', async () => {
    const pages = Object.fromEntries([1, 2, 3, 4].map((n) => [`https://a.example/${n}`, redirect(`/${n + 1}`)]));
    const net = anInternet({ 'a.example': [OPEN] }, { ...pages, 'https://a.example/5': {} });
    expect(await net.fetch('https://a.example/1')).toEqual(refused('picture.not-given'));
    expect(net.outside.dialed.length).toBe(4);
  });
});

describe('nothing is dialed', () => {
  it.each(['http://a.example/1', 'https://a.example:8443/1', 'https://me:it@a.example/1', 'file:///etc/passwd', 'x'])(
    'for %s',
    async (address) => {
      const net = anInternet({ 'a.example': [OPEN] }, {});
      expect(await net.fetch(address)).toEqual(refused('picture.bad-address'));
      expect([...net.outside.asked, ...net.outside.dialed]).toEqual([]);
    },
  );

  it.each(['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', 'nonsense'])(
    'where a name leads to %s, also beside an open address',
    async (address) => {
      const net = anInternet({ 'a.example': [OPEN, address], 'b.example': [address] }, { 'https://a.example/1': {} });
      expect(await net.fetch('https://a.example/1')).toEqual(refused('picture.closed-address'));
      expect(await net.fetch('https://b.example/1')).toEqual(refused('picture.closed-address'));
      expect(net.outside.dialed).toEqual([]);
    },
  );

  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[fe80::1]',
    '10.0.0.1',
  ])('at %s itself', async (host) => {
    const net = anInternet({}, {});
    expect(await net.fetch(`https://${host}/`)).toEqual(refused('picture.closed-address'));
    expect([...net.outside.asked, ...net.outside.dialed]).toEqual([]);
  });

  it.each([
    ['https://b.example/', 'picture.closed-address'],
    ['https://169.254.169.254/latest/meta-data', 'picture.closed-address'],
    ['http://a.example/2', 'picture.bad-address'],
    ['https://me@a.example/2', 'picture.bad-address'],
    ['https://a.example:22/', 'picture.bad-address'],
    ['file:///etc/passwd', 'picture.bad-address'],
  ])('behind a redirect to %s', async (location, code) => {
    const net = anInternet(
      { 'a.example': [OPEN], 'b.example': ['192.168.0.1'] },
      { 'https://a.example/1': redirect(location) },
    );
    expect(await net.fetch('https://a.example/1')).toEqual(refused(code));
    expect(net.outside.dialed).toEqual([`https://a.example/1 at ${OPEN}`]);
  });

  it('where a name leads elsewhere the second time', async () => {
    const net = anInternet({ 'a.example': [OPEN] }, { 'https://a.example/1': redirect('/2') });
    const { get } = net.outside;
    net.outside.get = (...asked) => {
      net.outside.names.set('a.example', ['127.0.0.1']);
      return get.apply(net.outside, asked);
    };
    expect(await net.fetch('https://a.example/1')).toEqual(refused('picture.closed-address'));
    expect(net.outside.dialed.length).toBe(1);
  });
});

describe('what goes wrong outside has a code', () => {
  it.each([
    ['a name that nobody knows', 'https://unknown.example/1', 'picture.unreachable'],
    ['a page that is gone', 'https://a.example/gone', 'picture.not-given'],
    ['a redirect to nowhere', 'https://a.example/nowhere', 'picture.not-given'],
    ['a body that says it is too large', 'https://a.example/says', 'picture.too-large'],
    ['a body that is too large without saying so', 'https://a.example/silently', 'picture.too-large'],
  ])('%s', async (_what, address, code) => {
    function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024);
    }
    const net = anInternet(
      { 'a.example': [OPEN] },
      {
        'https://a.example/nowhere': { status: 302 },
        'https://a.example/says': { sizeBytes: MAX_PICTURE_BYTES + 1 },
        'https://a.example/silently': { chunks: endless() },
      },
    );
    expect(await net.fetch(address)).toEqual(refused(code));
    expect(net.outside.takenBytes).toBeLessThanOrEqual(MAX_PICTURE_BYTES + 1024 * 1024);
    expect(net.outside.openLines).toBe(0);
  });

  it('a server that takes too long', async () => {
    const net = anInternet({ 'a.example': [OPEN] }, { 'https://a.example/1': 'silent' });
    const fetched = net.fetch('https://a.example/1');
    net.limit.abort();
    expect(await fetched).toEqual(refused('picture.too-slow'));
  });

  it('but not that nobody wants the picture any more', async () => {
    const net = anInternet({ 'a.example': [OPEN] }, { 'https://a.example/1': 'silent' });
    const controller = new AbortController();
    const fetched = net.fetch('https://a.example/1', controller.signal);
    controller.abort(new Error('enough'));
    await expect(fetched).rejects.toThrow('enough');
  });
});
