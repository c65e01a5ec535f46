import type { Config } from './config.ts';
import type { ShowAddress } from '../shared/ids.ts';
import { STUDIO_HOME_PATH, watchPath } from '../shared/protocol/page-paths.ts';

type GreetingFacts = {
  readonly config: Config;
  readonly port: number;
  readonly isHttps: boolean;
  /** Where other devices of the network reach this machine. */
  readonly addresses: readonly string[];
  readonly demo: DemoAccess | null;
};

type DemoAccess = {
  readonly handle: string;
  readonly password: string;
  readonly show: { readonly address: ShowAddress };
};

const LOCAL_HOSTS: ReadonlySet<string> = new Set(['0.0.0.0', '127.0.0.1', '::', '::1', 'localhost']);

/** Where the operator opens the studio. */
export const studioAddress = ({ config, port, isHttps }: Omit<GreetingFacts, 'addresses' | 'demo'>): string => {
  if (config.publicOrigin !== null) return config.publicOrigin;
  const host = LOCAL_HOSTS.has(config.listen.host) ? 'localhost' : config.listen.host;
  return `${isHttps ? 'https' : 'http'}://${host}:${port}`;
};

/** What is printed once the server listens. */
export const greeting = (facts: GreetingFacts): string => {
  const { config, demo, addresses, port } = facts;
  const studio = studioAddress(facts);
  const rows: Array<readonly [string, string]> = [['Studio', studio + STUDIO_HOME_PATH]];
  const onNetwork = config.tls.kind === 'self-made' ? addresses.map((address) => `https://${address}:${port}`) : [];
  for (const address of onNetwork) rows.push(['On this network', address]);
  if (demo) {
    rows.push(['Sign in', `handle ${demo.handle}, password ${demo.password}`]);
    // The phone that --lan is for cannot open localhost.
    rows.push(['Watch page', (onNetwork[0] ?? studio) + watchPath(demo.show.address)]);
  }
  rows.push(['Data', config.dataDir]);
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}${value}`);
  const notes =
    config.tls.kind === 'self-made'
      ? ['', '  The certificate is self-made: each device asks once whether to trust it.']
      : [];
  return ['', '  Tally is running.', '', ...lines, ...notes, '', ''].join('\n');
};
