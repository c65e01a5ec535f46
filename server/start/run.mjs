import { installDependencies } from './install.mjs';
import { prepare, runPinned } from './pinned.mjs';

// node server/start/run.mjs [worker | worker-and-pages] FILE ARGUMENTS…
// Runs FILE on the pinned Node, with the exact dependencies and what else is asked for in place.
await installDependencies();
const [first = '', ...rest] = process.argv.slice(2);
if (first === 'worker' || first === 'worker-and-pages') {
  const [file = '', ...args] = rest;
  process.exitCode = await runPinned(file, args, await prepare(first));
} else {
  process.exitCode = await runPinned(first, rest, process.env);
}
