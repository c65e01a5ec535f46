import { makeId, PictureId, type ChannelId } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import type { Random } from '../../shared/random.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { Records } from '../store/port.ts';
import { PictureEncoder } from './encoder.ts';

type Deps = {
  readonly records: Pick<Records, 'createPicture'>;
  readonly random: Random;
  readonly log: Log;
};

/** Makes a picture of our own of one that came from outside, by an upload or from another server, and stores it. */
export class PictureKeeper {
  readonly #deps: Deps;
  readonly #encoder: PictureEncoder;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#encoder = new PictureEncoder(deps.log);
  }

  /** Refuses as the encoder does. */
  async keep(channelId: ChannelId, bytes: Buffer): Promise<Result<PictureId>> {
    const encoded = await this.#encoder.encode(bytes);
    if (!encoded.ok) return encoded;
    const id = makeId(PictureId, this.#deps.random);
    this.#deps.records.createPicture({ id, channelId, bytes: encoded.value });
    return ok(id);
  }
}
