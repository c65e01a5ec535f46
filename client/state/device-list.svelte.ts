import type { DeviceChoice } from '../../shared/scene/document.ts';
import type { Devices } from '../capture/devices.ts';

const NONE: Devices = { cameras: [], microphones: [], speakers: [] };

/** The devices that are plugged in now, for pickers. Labels are empty until a device of the kind was granted. */
export class DeviceList {
  readonly #read: () => Promise<Devices>;
  #devices = $state.raw<Devices>(NONE);

  constructor(read: () => Promise<Devices>) {
    this.#read = read;
  }

  get cameras(): readonly DeviceChoice[] {
    return this.#devices.cameras;
  }

  get microphones(): readonly DeviceChoice[] {
    return this.#devices.microphones;
  }

  get speakers(): readonly DeviceChoice[] {
    return this.#devices.speakers;
  }

  async refresh(): Promise<Devices> {
    this.#devices = await this.#read();
    return this.#devices;
  }
}
