import * as v from 'valibot';
import type { Closable } from '../../shared/lifetime.ts';
import { silentLevels, type Levels } from './level-window.ts';
import { METER_PROCESSOR, MeterReading } from './worklet-messages.ts';

/** Listens to `input` beside its way to the program. */
export type Meter = Closable & { readonly levels: Levels; reset(): void };

export const openMeter = (input: AudioNode): Meter => {
  const node = new AudioWorkletNode(input.context, METER_PROCESSOR, { numberOfOutputs: 0 });
  const levels = silentLevels();
  node.port.onmessage = ({ data }) => {
    Object.assign(levels, v.parse(MeterReading, data));
  };
  input.connect(node);
  let isOpen = true;
  return {
    levels,
    reset: () => {
      Object.assign(levels, silentLevels());
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      node.port.onmessage = null;
      node.port.postMessage('close');
      input.disconnect(node);
    },
  };
};
