import { expect, it } from 'vitest';
import { seededRandom, type Random } from '../../shared/random.ts';
import { openInternetOnly } from './public-address.ts';

const isOpen = openInternetOnly();

it.each([
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80b::200e',
  '3ffe:ffff::1',
])('%s is on the open Internet', (address) => {
  expect(isOpen(address)).toBe(true);
});

it.each([
  ['nobody', '0.0.0.0'],
  ['nobody', '0.255.255.255'],
  ['private', '10.0.0.1'],
  ['private', '10.255.255.255'],
  ['a carrier’s', '100.64.0.0'],
  ['a carrier’s', '100.127.255.255'],
  ['ourselves', '127.0.0.1'],
  ['ourselves', '127.255.255.254'],
  ['a cloud’s metadata', '169.254.169.254'],
  ['private', '172.16.0.0'],
  ['private', '172.31.255.255'],
  ['protocols', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['6to4', '192.88.99.1'],
  ['private', '192.168.0.1'],
  ['benchmarks', '198.18.0.1'],
  ['benchmarks', '198.19.255.255'],
  ['documentation', '198.51.100.1'],
  ['documentation', '203.0.113.1'],
  ['many', '224.0.0.1'],
  ['many', '239.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['everybody', '255.255.255.255'],
  ['nobody', '::'],
  ['ourselves', '::1'],
  ['ourselves', '0:0:0:0:0:0:0:1'],
  ['ourselves', '0000:0000:0000:0000:0000:0000:0000:0001'],
  ['ourselves, mapped', '::ffff:127.0.0.1'],
  ['ourselves, mapped', '::ffff:7f00:1'],
  ['ourselves, mapped', '::FFFF:127.0.0.1'],
  ['somebody, mapped', '::ffff:8.8.8.8'],
  ['ourselves, compatible', '::127.0.0.1'],
  ['ourselves, translated', '::ffff:0:127.0.0.1'],
  ['a cloud’s metadata by NAT64', '64:ff9b::169.254.169.254'],
  ['a cloud’s metadata by NAT64', '64:ff9b::a9fe:a9fe'],
  ['somebody by NAT64', '64:ff9b::8.8.8.8'],
  ['private by a NAT64 of one’s own', '64:ff9b:1::10.0.0.1'],
  ['nowhere', '100::1'],
  ['Teredo', '2001:0:7f00:1::'],
  ['protocols', '2001:1::1'],
  ['documentation', '2001:db8::1'],
  ['ourselves by 6to4', '2002:7f00:1::1'],
  ['documentation', '3fff::1'],
  ['unique and local', 'fc00::1'],
  ['unique and local', 'fd12:3456:789a::1'],
  ['on this link', 'fe80::1'],
  ['on this link', 'FEBF::1'],
  ['on this link', 'fe80::1%eth0'],
  ['on this site', 'fec0::1'],
  ['many', 'ff02::1'],
  ['with a zone', '2606:4700:4700::1111%1'],
  ['short', '127.1'],
  ['octal', '0177.0.0.1'],
  ['one number', '2130706433'],
  ['hexadecimal', '0x7f000001'],
  ['padded', '008.008.008.008'],
  ['five', '8.8.8.8.8'],
  ['with a port', '8.8.8.8:443'],
  ['in brackets', '[2606:4700:4700::1111]'],
  ['with blanks', ' 8.8.8.8'],
  ['a name', 'localhost'],
  ['nothing', ''],
])('%s is not: %s', (_whose, address) => {
  expect(isOpen(address)).toBe(false);
});

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));

/** The same prefixes as ranges of numbers. */
const CLOSED_RANGES = [
  [0x00_00_00_00, 0x00_ff_ff_ff],
  [0x0a_00_00_00, 0x0a_ff_ff_ff],
  [0x64_40_00_00, 0x64_7f_ff_ff],
  [0x7f_00_00_00, 0x7f_ff_ff_ff],
  [0xa9_fe_00_00, 0xa9_fe_ff_ff],
  [0xac_10_00_00, 0xac_1f_ff_ff],
  [0xc0_00_00_00, 0xc0_00_00_ff],
  [0xc0_00_02_00, 0xc0_00_02_ff],
  [0xc0_58_63_00, 0xc0_58_63_ff],
  [0xc0_a8_00_00, 0xc0_a8_ff_ff],
  [0xc6_12_00_00, 0xc6_13_ff_ff],
  [0xc6_33_64_00, 0xc6_33_64_ff],
  [0xcb_00_71_00, 0xcb_00_71_ff],
  [0xe0_00_00_00, 0xff_ff_ff_ff],
] as const;

const below = (random: Random, limit: number): number => Math.floor(random() * limit);
const pick = <Value>(random: Random, values: readonly Value[]): Value | undefined =>
  values[below(random, values.length)];
const dotted = (address: number): string => [24, 16, 8, 0].map((bits) => (address >>> bits) & 0xff).join('.');
const groups = (address: number): string => `${(address >>> 16).toString(16)}:${(address & 0xffff).toString(16)}`;

/** Anywhere, but half of the time at an edge of a closed range, where mistakes are. */
const someAddress = (random: Random): number => {
  if (random() < 0.5) return below(random, 2 ** 32);
  const edge = pick(random, CLOSED_RANGES.flat()) ?? 0;
  return Math.min(2 ** 32 - 1, Math.max(0, edge + below(random, 5) - 2));
};

it(`agrees with the ranges for any IPv4 address, and lets none through inside an IPv6 one (TALLY_SEED=${SEED})`, () => {
  const random = seededRandom(SEED);
  for (let run = 0; run < 1_000; run += 1) {
    const address = someAddress(random);
    const isClosed = CLOSED_RANGES.some(([from, to]) => from <= address && address <= to);
    expect(isOpen(dotted(address)), dotted(address)).toBe(!isClosed);
    for (const prefix of ['::ffff:', '64:ff9b::', '::', '64:ff9b:1::', '::ffff:0:'])
      for (const spelling of [dotted(address), groups(address)])
        expect(isOpen(prefix + spelling), prefix + spelling).toBe(false);
    expect(isOpen(`2002:${groups(address)}::1`)).toBe(false);
  }
});
