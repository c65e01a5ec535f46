import * as v from 'valibot';

const TimerCommand = v.variant('type', [
  v.object({ type: v.literal('set'), timerId: v.number(), delayMs: v.number() }),
  v.object({ type: v.literal('clear'), timerId: v.number() }),
]);
export type TimerCommand = v.InferOutput<typeof TimerCommand>;

const timers = new Map<number, number>();

self.addEventListener('message', ({ data }) => {
  const command = v.parse(TimerCommand, data);
  const { timerId } = command;
  if (command.type === 'clear') {
    clearTimeout(timers.get(timerId));
    timers.delete(timerId);
    return;
  }
  const timer = setTimeout(() => {
    timers.delete(timerId);
    self.postMessage({ timerId });
  }, command.delayMs);
  timers.set(timerId, timer);
});
