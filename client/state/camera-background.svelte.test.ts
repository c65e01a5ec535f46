import { describe, expect, it } from 'vitest';
import { Scope } from '../../shared/lifetime.ts';
import { PersonDevices } from './person-devices.svelte.ts';
import { FakePerson } from './testing/fake-person.ts';
import { settle } from './testing/settle.ts';

/** A guest's devices, started, with what is sent of the camera: labels of tracks. */
const started = async (person = new FakePerson()) => {
  const scope = new Scope((error) => expect.unreachable(String(error)));
  const devices = new PersonDevices({ ...person.options(), role: 'guest', store: person.store }, scope);
  const sent: (string | null)[] = [];
  devices.sendTo((media, track) => {
    if (media === 'camera') sent.push(track?.label ?? null);
  });
  sent.length = 0;
  await devices.start();
  await settle();
  return { person, scope, devices, sent };
};

/** The same, with a choice that a former visit has left. */
const startedWith = async (background: 'blur' | 'light', person = new FakePerson()) => {
  const former = await started();
  await former.devices.chooseBackground(background);
  await former.scope.close();
  for (const [key, text] of former.person.store.texts) person.store.texts.set(key, text);
  return started(person);
};

describe('a background', () => {
  it('as it is, costs nothing: the camera’s own track is sent', async () => {
    const { person, sent } = await started();
    expect(person.backdrops).toEqual([]);
    expect(sent).toEqual(['front camera']);
  });

  it('takes the place of the bare picture only when it is painted', async () => {
    const { person, devices, sent } = await started();
    await devices.chooseBackground('light');
    expect(sent).toEqual(['front camera']);
    person.backdrops[0]?.flow();
    expect(sent).toEqual(['front camera', 'painted']);
    expect(devices.picture?.label).toBe('painted');
  });

  it('changes on air, and with another camera, in the same track', async () => {
    const { person, devices, sent } = await started();
    await devices.chooseBackground('light');
    person.backdrops[0]?.flow();
    await devices.chooseBackground('blur');
    await devices.chooseCamera({ deviceId: 'c2', label: 'Desk camera' });
    expect(person.backdrops.map(({ told }) => told)).toEqual([
      ['light', 'front camera', 'blur', 'blur', 'Desk camera'],
    ]);
    expect(sent).toEqual(['front camera', 'painted']);
  });

  it('ends with the camera, or when it is to be as it is', async () => {
    const { person, devices, sent } = await started();
    await devices.chooseBackground('dark');
    person.backdrops[0]?.flow();
    await devices.chooseBackground('none');
    expect(person.backdrops[0]?.track.readyState).toBe('ended');
    await devices.chooseBackground('dark');
    person.backdrops[1]?.flow();
    devices.turnCamera('off');
    expect(person.backdrops[1]?.track.readyState).toBe('ended');
    expect(sent).toEqual(['front camera', 'painted', 'front camera', 'painted', null]);
  });

  it('that was chosen before is there from the first picture on: the room is never seen', async () => {
    const { person, devices, sent } = await startedWith('blur');
    expect(devices.background).toBe('blur');
    expect([devices.picture, sent]).toEqual([null, []]);
    person.backdrops[0]?.flow();
    expect(sent).toEqual(['painted']);
  });

  it('that fails on air turns the camera off: nobody sees the room, and the person knows', async () => {
    const { person, devices, sent } = await started();
    await devices.chooseBackground('light');
    person.backdrops[0]?.flow();
    person.backdrops[0]?.fail();
    await settle();
    expect(sent).toEqual(['front camera', 'painted', null]);
    expect(person.problems).toEqual(['camera.background-lost']);
    expect([devices.camera.now.state, devices.choices.wants.camera]).toEqual(['off', 'off']);
    expect([person.live, person.backdrops[0]?.track.readyState]).toEqual([['microphone'], 'ended']);
    expect([devices.background, devices.backgrounds]).toEqual(['none', ['none']]);
  });

  it('that failed is not missed by whoever turns the camera on again, also after a reload', async () => {
    const { person, devices, sent } = await started();
    await devices.chooseBackground('light');
    person.backdrops[0]?.flow();
    person.backdrops[0]?.fail();
    await settle();
    devices.turnCamera('on');
    await settle();
    expect(sent).toEqual(['front camera', 'painted', null, 'front camera']);
    expect([person.backdrops.length, person.problems.length]).toEqual([1, 1]);
    const next = await started(person);
    expect([next.devices.background, next.sent]).toEqual(['none', ['front camera']]);
  });

  it('that was chosen before and fails before it is seen shows nothing of the room either', async () => {
    const { person, devices, sent } = await startedWith('blur');
    person.backdrops[0]?.fail();
    await settle();
    expect([sent, devices.camera.now.state]).toEqual([[], 'off']);
    expect(person.problems).toEqual(['camera.background-lost']);
  });

  it('that was chosen before and cannot be had here keeps the camera off until it is turned on', async () => {
    const person = new FakePerson();
    person.canPaint = false;
    const { devices, sent } = await startedWith('light', person);
    expect([sent, person.live, person.problems]).toEqual([[], ['microphone'], ['camera.background-lost']]);
    devices.turnCamera('on');
    await settle();
    expect(sent).toEqual(['front camera']);
  });
});

describe('a camera that blurs by itself', () => {
  const blurring = (how: 'works' | 'refused'): FakePerson => {
    const person = new FakePerson();
    person.cameraBlur = how;
    return person;
  };

  it('does so, and nothing is painted', async () => {
    const { person, devices, sent } = await started(blurring('works'));
    await devices.chooseBackground('blur');
    expect(person.backdrops).toEqual([]);
    expect(devices.camera.source?.background).toBe('blur');
    await devices.chooseBackground('light');
    expect(devices.camera.source?.background, 'the room is not bare before something is painted').toBe('blur');
    person.backdrops[0]?.flow();
    expect(devices.camera.source?.background, 'the person is sharp again').toBe('none');
    expect(sent).toEqual(['front camera', 'painted']);
  });

  it('but refuses when it is asked, is painted over', async () => {
    const { person, devices } = await started(blurring('refused'));
    await devices.chooseBackground('blur');
    expect(person.backdrops).toHaveLength(1);
  });

  it('takes over from a painter that fails', async () => {
    const { person, devices, sent } = await started(blurring('refused'));
    await devices.chooseBackground('blur');
    person.backdrops[0]?.flow();
    person.cameraBlur = 'works';
    person.backdrops[0]?.fail();
    await settle();
    expect(sent).toEqual(['front camera', 'painted', null, 'front camera']);
    expect([devices.background, devices.camera.source?.background, person.problems]).toEqual(['blur', 'blur', []]);
  });

  it('but does not when the painter has failed leaves no picture', async () => {
    const { person, devices, sent } = await started(blurring('refused'));
    await devices.chooseBackground('blur');
    person.backdrops[0]?.flow();
    person.backdrops[0]?.fail();
    await settle();
    expect([sent.at(-1), person.problems]).toEqual([null, ['camera.background-lost']]);
  });

  it('is all the choice where nothing can be painted', async () => {
    const person = blurring('works');
    person.canPaint = false;
    const { devices, sent } = await startedWith('blur', person);
    expect(devices.backgrounds).toEqual(['none', 'blur']);
    expect([devices.background, sent]).toEqual(['blur', ['front camera']]);
  });

  it('is missed with another camera that does not, where nothing can be painted', async () => {
    const person = blurring('works');
    person.canPaint = false;
    const { devices, sent } = await startedWith('blur', person);
    person.cameraBlur = 'none';
    await devices.chooseCamera({ deviceId: 'c2', label: 'Desk camera' });
    expect([sent, person.live]).toEqual([['front camera', null], ['microphone']]);
    expect(person.problems).toEqual(['camera.background-lost']);
  });
});
