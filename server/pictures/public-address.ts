import { BlockList, isIP } from 'node:net';

/** Whether our server may open a line to an address. */
export type AddressPolicy = (address: string) => boolean;

/**
 * What is no host of the open Internet: ourselves, our own networks, a cloud's metadata, documentation, many at once, nobody yet.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const CLOSED_IPV4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** All that hosts of the open Internet have. What carries an IPv4 address inside (mapped, NAT64) is outside of it. */
const OPEN_IPV6 = ['2000::', 3] as const;

/**
 * What is none in there: protocols of the IETF with Teredo, 6to4, documentation.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const CLOSED_IPV6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/** Lets through only addresses of the open Internet, as IPv4 in four decimals or IPv6. What is no address is none. */
export const openInternetOnly = (): AddressPolicy => {
  const closed = new BlockList();
  const open = new BlockList();
  for (const [prefix, bits] of CLOSED_IPV4) closed.addSubnet(prefix, bits, 'ipv4');
  for (const [prefix, bits] of CLOSED_IPV6) closed.addSubnet(prefix, bits, 'ipv6');
  open.addSubnet(...OPEN_IPV6, 'ipv6');
  return (address) => {
    switch (isIP(address)) {
      case 4:
        return !closed.check(address, 'ipv4');
      case 6:
        // A zone (`%eth0`) is a place on this machine.
        return !address.includes('%') && open.check(address, 'ipv6') && !closed.check(address, 'ipv6');
      default:
        return false;
    }
  };
};
