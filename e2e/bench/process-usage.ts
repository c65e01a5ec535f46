import { readFile } from 'node:fs/promises';

/** Linux counts a process's time in hundredths of a second for user space, whatever the kernel's own tick is. */
const TICKS_PER_SECOND = 100;
/** Positions after the process's name, which is in parentheses and may hold spaces. @see proc(5), /proc/pid/stat */
const USER_TICKS = 11;
const SYSTEM_TICKS = 12;

export type ProcessUsage = { readonly userS: number; readonly systemS: number; readonly residentBytes: number };

export const readUsage = async (pid: number): Promise<ProcessUsage> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const residentKb = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return {
    userS: Number(fields[USER_TICKS]) / TICKS_PER_SECOND,
    systemS: Number(fields[SYSTEM_TICKS]) / TICKS_PER_SECOND,
    residentBytes: Number(residentKb) * 1_024,
  };
};

/** Share of all cores' time, since the machine's start, that was not idle, and the total, in the kernel's ticks. */
export const readMachine = async (): Promise<{ readonly busy: number; readonly total: number }> => {
  const [first = ''] = (await readFile('/proc/stat', 'utf8')).split('\n');
  const ticks = first.split(/\s+/).slice(1, 9).map(Number);
  const total = ticks.reduce((sum, value) => sum + value, 0);
  const [, , , idle = 0, waiting = 0] = ticks;
  return { busy: total - idle - waiting, total };
};
