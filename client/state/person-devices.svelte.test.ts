import { describe, expect, it } from 'vitest';
import { Scope } from '../../shared/lifetime.ts';
import type { StudioRole } from '../../shared/show/actor.ts';
import { PersonDevices, type PersonMedia } from './person-devices.svelte.ts';
import { FakePerson } from './testing/fake-person.ts';
import { settle } from './testing/settle.ts';

const open = (role: StudioRole = 'guest', person = new FakePerson()) => {
  const scope = new Scope((error) => expect.unreachable(String(error)));
  const devices = new PersonDevices({ ...person.options(), role, store: person.store }, scope);
  return { person, scope, devices };
};

const started = async (role: StudioRole = 'guest', person = new FakePerson()) => {
  const parts = open(role, person);
  await parts.devices.start();
  await settle();
  return parts;
};

describe('a person’s devices', () => {
  it('are asked for in one question and opened', async () => {
    const { person } = await started();
    expect(person.questions).toBe(1);
    expect(person.live).toEqual(['front camera', 'microphone']);
    expect(person.listened.at(-1)?.label).toBe('microphone');
  });

  it('are none for somebody who is never on air', async () => {
    const { person, devices } = await started('producer');
    expect(devices.hasCamera).toBe(false);
    expect(person.live).toEqual([]);
  });

  it('are the back camera alone for a further angle', async () => {
    const { person, devices } = await started('camera');
    expect(person.live).toEqual(['back camera']);
    expect(person.questions).toBe(0);
    expect(devices.canShareScreen).toBe(false);
  });

  it('come back after a reload as they were chosen', async () => {
    const first = await started();
    await first.devices.chooseCamera({ deviceId: 'c2', label: 'Desk camera' });
    first.devices.turnMicrophone('off');
    first.devices.chooseMirror('off');
    await first.scope.close();
    const person = new FakePerson();
    for (const [key, text] of first.person.store.texts) person.store.texts.set(key, text);
    const second = await started('guest', person);
    expect(person.live).toEqual(['Desk camera']);
    expect(second.devices.choices.mirror).toBe('off');
  });

  it('are let go when the page closes', async () => {
    const { person, scope } = await started();
    await scope.close();
    expect(person.live).toEqual([]);
    expect(person.meters).toBe(0);
  });
});

describe('a camera', () => {
  it('is changed without a gap in what is sent', async () => {
    const { devices } = await started();
    const sent: (string | null)[] = [];
    devices.sendTo((media, track) => {
      if (media === 'camera') sent.push(track?.label ?? null);
    });
    await devices.chooseCamera({ deviceId: 'c2', label: 'Desk camera' });
    expect(sent).toEqual(['front camera', 'Desk camera']);
  });

  it('turns around, and is no mirror on the other side', async () => {
    const { person, devices } = await started();
    await devices.turnAround();
    expect(person.live).toEqual(['microphone', 'back camera']);
    expect(devices.choices.mirror).toBe('off');
  });

  it('that another program has is told in passing while the former one goes on', async () => {
    const { person, devices } = await started();
    person.refusals.set('camera', 'camera.missing');
    await devices.chooseCamera({ deviceId: 'c2', label: 'Desk camera' });
    expect(person.problems).toEqual(['camera.missing']);
    expect(devices.camera.source?.facts.label).toBe('front camera');
  });

  it('that cannot be opened at all says so in its place', async () => {
    const person = new FakePerson();
    person.refusals.set('camera', 'camera.denied');
    const { devices } = await started('guest', person);
    expect(devices.camera.now).toEqual({ state: 'fault', code: 'camera.denied' });
    expect(person.problems).toEqual([]);
    person.refusals.clear();
    devices.retry('camera');
    await settle();
    expect(devices.camera.now.state).toBe('on');
  });

  it('comes back by itself when it is plugged in again', async () => {
    const { person, devices } = await started();
    person.newest('camera').raise({ code: 'camera.unplugged' });
    expect(devices.camera.now).toEqual({ state: 'fault', code: 'camera.unplugged' });
    await devices.refresh();
    expect(devices.camera.now.state).toBe('on');
  });
});

it('a microphone that is off keeps its level, and stays off after a change of device', async () => {
  const { person, devices } = await started();
  devices.turnMicrophone('off');
  expect(person.live).toContain('microphone');
  await devices.chooseMicrophone({ deviceId: 'm2', label: 'Desk microphone' });
  expect(devices.choices.wants.microphone).toBe('off');
  expect(person.listened.at(-1)?.label).toBe('Desk microphone');
});

describe('a screen', () => {
  const shared = async () => {
    const parts = await started();
    const sent = new Map<PersonMedia, string>();
    parts.devices.sendTo((media, track) => {
      if (track) sent.set(media, track.label);
      else sent.delete(media);
    });
    return { ...parts, sent };
  };

  it('is sent with its sound until the person stops sharing', async () => {
    const { person, devices, sent } = await shared();
    await devices.shareScreen();
    expect([sent.get('screen'), sent.get('screen-sound')]).toEqual(['screen', 'screen']);
    person.newest('screen').raise({ code: 'screen.ended' });
    expect([...sent.keys()].toSorted()).toEqual(['camera', 'microphone']);
  });

  it('that the person does not choose is no problem', async () => {
    const { person, devices } = await shared();
    person.refusals.set('screen', 'screen.canceled');
    await devices.shareScreen();
    expect(person.problems).toEqual([]);
    expect(devices.screen.now).toEqual({ state: 'off' });
  });

  it('that the system forbids is one', async () => {
    const { person, devices } = await shared();
    person.refusals.set('screen', 'screen.denied');
    await devices.shareScreen();
    expect(person.problems).toEqual(['screen.denied']);
  });
});

it('a speaker is remembered only where it can be used', async () => {
  const { person, devices } = await started();
  await devices.chooseSpeaker('gone');
  expect(devices.choices.speakerId).toBe('');
  expect(person.problems).toEqual(['media.not-found']);
  await devices.chooseSpeaker('s2');
  expect(devices.choices.speakerId).toBe('s2');
  await devices.testSpeaker();
  expect(person.monitor.tests).toBe(1);
});
