import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

// The live-reloading loop: the server restarts when its sources change, Vite in front of it updates pages as they are edited.
const ROOT = path.join(import.meta.dirname, '../..');
const SERVER_PORT = '3000';
const PAGE_ADDRESS = 'http://localhost:5173';

const children: ChildProcess[] = [];

function start(args: readonly string[], env: Record<string, string>): void {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  children.push(child);
  // One without the other is of no use.
  child.once('exit', (code) => {
    process.exitCode ??= code ?? 1;
    stop('SIGTERM');
  });
}

function stop(signal: NodeJS.Signals): void {
  for (const child of children) child.kill(signal);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    process.exitCode = 0;
    stop(signal);
  });
}

// Browsers send Vite's address as the origin, so the server must take it for its own.
start(['--watch', 'server/main.ts', ...process.argv.slice(2)], { PORT: SERVER_PORT, PUBLIC_URL: PAGE_ADDRESS });
start(['node_modules/vite/bin/vite.js'], { TALLY_DEV_SERVER: `http://localhost:${SERVER_PORT}` });
