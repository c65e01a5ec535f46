import type { ParticipantId } from '../../shared/ids.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import type { ProgramNeed } from './program-need.ts';

export type PictureMedia = 'camera' | 'screen';

type Picture = { readonly participantId: ParticipantId; readonly media: PictureMedia };

const keyOf = ({ participantId, media }: Picture): string => `${media} ${participantId}`;

/** Lets come of people's pictures what is seen of them: as the program needs it, small where only a tile shows it, else nothing. */
export class PictureDemand {
  readonly #media: Pick<CrewMediaLine, 'tune'>;
  readonly #pictures = new Map<string, Picture>();
  /** How many tiles show a picture. */
  readonly #looks = new Map<string, number>();
  readonly #asked = new Map<string, string>();
  #need: ProgramNeed = () => null;

  constructor(media: Pick<CrewMediaLine, 'tune'>) {
    this.#media = media;
  }

  /** A tile shows the picture until the function that this gives is called. */
  look(participantId: ParticipantId, media: PictureMedia): () => void {
    const picture = { participantId, media };
    this.#count(picture, 1);
    return () => this.#count(picture, -1);
  }

  /** What the program needs from now on. */
  follow(need: ProgramNeed): void {
    this.#need = need;
    for (const picture of this.#pictures.values()) this.#ask(picture);
  }

  /** Something of it arrives. */
  attach(participantId: ParticipantId, media: PictureMedia): void {
    const picture = { participantId, media };
    this.#pictures.set(keyOf(picture), picture);
    this.#ask(picture);
  }

  detach(participantId: ParticipantId, media: PictureMedia): void {
    const key = keyOf({ participantId, media });
    this.#pictures.delete(key);
    this.#asked.delete(key);
  }

  #count(picture: Picture, by: 1 | -1): void {
    const key = keyOf(picture);
    const count = (this.#looks.get(key) ?? 0) + by;
    if (count === 0) this.#looks.delete(key);
    else this.#looks.set(key, count);
    this.#ask(picture);
  }

  #ask(picture: Picture): void {
    const key = keyOf(picture);
    if (!this.#pictures.has(key)) return;
    const needed = this.#need(picture.participantId, picture.media);
    const encoding = needed ?? 'low';
    const flow = needed !== null || this.#looks.has(key) ? 'on' : 'off';
    const asked = `${encoding} ${flow}`;
    if (this.#asked.get(key) === asked) return;
    this.#asked.set(key, asked);
    this.#media.tune(picture.participantId, picture.media, encoding, flow);
  }
}
