import { installDependencies } from './start/install.mjs';
import { prepare, runPinned } from './start/pinned.mjs';

// What `npm start` runs, on any Node from 20 on and with nothing installed yet.
await installDependencies();
process.exitCode = await runPinned('server/main.ts', process.argv.slice(2), await prepare('worker-and-pages'));
