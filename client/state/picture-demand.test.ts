import { describe, expect, it } from 'vitest';
import { HOST_ID } from '../../shared/show/actor.ts';
import { personId } from '../../shared/show/show-fixture.ts';
import { PictureDemand } from './picture-demand.ts';
import { FakeCrewMedia } from './testing/fake-crew-media.svelte.ts';

const MEI = personId('mei');

const aDemand = () => {
  const media = new FakeCrewMedia(HOST_ID, { attach: () => undefined, detach: () => undefined });
  return { media, demand: new PictureDemand(media) };
};

describe('a picture', () => {
  it('that nobody sees does not flow', () => {
    const { media, demand } = aDemand();
    demand.attach(MEI, 'camera');
    expect(media.tuned).toEqual(['mei camera low off']);
  });

  it('flows small while a tile shows it, and stops with the last tile', () => {
    const { media, demand } = aDemand();
    const [first, second] = [demand.look(MEI, 'camera'), demand.look(MEI, 'camera')];
    demand.attach(MEI, 'camera');
    first();
    expect(media.tuned).toEqual(['mei camera low on']);
    second();
    expect(media.tuned).toEqual(['mei camera low on', 'mei camera low off']);
  });

  it('flows as the program needs it, whoever looks', () => {
    const { media, demand } = aDemand();
    demand.attach(MEI, 'camera');
    demand.follow(() => 'high');
    const leave = demand.look(MEI, 'camera');
    leave();
    demand.follow(() => null);
    expect(media.tuned).toEqual(['mei camera low off', 'mei camera high on', 'mei camera low off']);
  });

  it('that comes anew is asked for anew', () => {
    const { media, demand } = aDemand();
    demand.follow(() => 'low');
    demand.attach(MEI, 'camera');
    demand.detach(MEI, 'camera');
    demand.attach(MEI, 'camera');
    expect(media.tuned).toEqual(['mei camera low on', 'mei camera low on']);
  });
});
