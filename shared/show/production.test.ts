import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { EditId, type SceneId } from '../ids.ts';
import { between } from '../scene/diff.ts';
import type { SceneDocument } from '../scene/document.ts';
import { setLayerOpacity } from '../scene/edit-layers.ts';
import { removeScene } from '../scene/edit-scenes.ts';
import { aColorLayer, aDocument, aTextLayer, granted, layerId, sceneId } from '../scene/sample-documents.ts';
import { sceneEditOf } from '../scene/shared-edit.ts';
import { HOST_ID, SYSTEM } from './actor.ts';
import { makerOf } from './crew.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });
const [ONE, TWO] = [sceneId('s1'), sceneId('s2')];
const CUT = { kind: 'cut' } as const;
const start = aDocument({ scenes: { s1: [aColorLayer('sky')], s2: [aColorLayer('sea')] } });

const aCrew = () => {
  const show = ScriptedShow.in('live');
  show.join(HOST_ID, 'host');
  const coHost = show.join('ann', 'co-host');
  const asCoHost = actorAs('co-host', coHost);
  return { show, coHost, asCoHost };
};

const aProduction = () => {
  const parts = aCrew();
  parts.show.must({ type: 'production.open', document: start, sceneId: ONE });
  return parts;
};

let edits = 0;
const edited = (after: SceneDocument) =>
  ({
    type: 'production.edit',
    editId: v.parse(EditId, `edit-${(edits += 1)}`),
    edit: sceneEditOf(between(start, after)),
  }) as const;
const take = (id: SceneId) => ({ type: 'production.take', sceneId: id, transition: CUT }) as const;

describe('the program that several people work on', () => {
  it('opens with the first document; whoever opens later works on that one', () => {
    const { show, asCoHost } = aCrew();
    expect(show.ask(take(ONE))).toMatchObject(refusal('production.not-open'));
    show.must({ type: 'production.open', document: start, sceneId: ONE });
    const other = {
      type: 'production.open',
      document: aDocument({ scenes: { s9: [] } }),
      sceneId: sceneId('s9'),
    } as const;
    expect(show.must(other, asCoHost)).toEqual([]);
    expect(show.crew.production).toMatchObject({ document: start, makerId: HOST_ID, onAir: { sceneId: ONE } });
  });

  it('is opened by the maker’s page alone', () => {
    const { show, asCoHost } = aCrew();
    expect(show.ask({ type: 'production.open', document: start, sceneId: ONE }, asCoHost)).toMatchObject(
      refusal('auth.forbidden'),
    );
  });

  it('opens sound, whatever the page said', () => {
    const { show } = aCrew();
    const layers = { ...start.layers, [layerId('stray')]: aColorLayer('stray') };
    show.must({ type: 'production.open', document: { ...start, layers }, sceneId: ONE });
    expect(show.crew.production?.document).toEqual(start);
  });

  it('is not too large to be sent in one frame', () => {
    const texts = (scene: string) => Array.from({ length: 64 }, (_, index) => aTextLayer(`${scene}-${index}`));
    const large = aDocument({ scenes: { s1: texts('one'), s2: texts('two'), s3: texts('three'), s4: texts('four') } });
    const { show } = aCrew();
    const open = { type: 'production.open', document: large, sceneId: ONE } as const;
    expect(show.ask(open)).toMatchObject(refusal('document.too-large'));
    show.must({ ...open, document: start });
    const grow = { type: 'production.edit', editId: v.parse(EditId, 'grow') } as const;
    const edit = sceneEditOf(between(start, large));
    expect(show.ask({ ...grow, edit })).toMatchObject(refusal('document.too-large'));
    expect(show.crew.production?.document).toEqual(start);
  });

  it('opens only with a scene that it has, by somebody in the studio', () => {
    const { show } = aCrew();
    const wrong = { type: 'production.open', document: start, sceneId: sceneId('gone') } as const;
    expect(show.ask(wrong)).toMatchObject(refusal('scene.not-found'));
    const stranger = actorAs('co-host');
    expect(show.ask({ ...wrong, sceneId: ONE }, stranger)).toMatchObject(refusal('people.not-found'));
  });

  it('takes edits and says whose the last one was', () => {
    const { show, coHost, asCoHost } = aProduction();
    show.atMs = 4_000;
    const command = edited(granted(setLayerOpacity(start, layerId('sky'), 0.5)));
    show.must(command, asCoHost);
    expect(show.crew.production?.document.layers[layerId('sky')]?.opacity).toBe(0.5);
    expect(show.crew.production?.lastEdit).toEqual({ participantId: coHost, editId: command.editId, atMs: 4_000 });
  });

  it('never loses the scene on air to an edit', () => {
    const { show, asCoHost } = aProduction();
    show.must(take(TWO));
    const command = edited(granted(removeScene(start, TWO, ONE)));
    expect(show.ask(command, asCoHost)).toMatchObject(refusal('scene.on-air'));
    expect(show.crew.production?.document).toEqual(start);
  });

  it('takes a scene once, and remembers which one it was taken from', () => {
    const { show, coHost, asCoHost } = aProduction();
    show.atMs = 6_000;
    show.must(take(TWO), asCoHost);
    expect(show.crew.production?.onAir).toEqual({
      sceneId: TWO,
      fromSceneId: ONE,
      transition: CUT,
      participantId: coHost,
      atMs: 6_000,
    });
    expect(show.must(take(TWO))).toEqual([]);
    expect(show.ask(take(sceneId('gone')))).toMatchObject(refusal('scene.not-found'));
  });
});

describe('who makes the program', () => {
  it('is handed only to somebody whose page stands by', () => {
    const { show, coHost, asCoHost } = aProduction();
    const handOver = { type: 'production.handOver', participantId: coHost } as const;
    expect(show.ask(handOver)).toMatchObject(refusal('production.not-ready'));
    show.must({ type: 'production.standBy', standby: 'ready' }, asCoHost);
    show.must(handOver);
    expect(makerOf(show.crew)).toBe(coHost);
    expect(show.crew.production?.standbyId).toBeNull();
    expect(show.must(handOver)).toEqual([]);
  });

  it('is one page at a time: a second shadow and the maker’s own are none', () => {
    const { show, asCoHost } = aProduction();
    const standBy = { type: 'production.standBy', standby: 'ready' } as const;
    expect(show.must(standBy)).toEqual([]);
    show.must(standBy, asCoHost);
    const second = show.join('tom', 'co-host');
    expect(show.must(standBy, actorAs('co-host', second))).toEqual([]);
    show.must({ type: 'production.standBy', standby: 'off' }, asCoHost);
    expect(show.crew.production?.standbyId).toBeNull();
  });

  it('can be appointed to somebody else, who stands by as soon as their page can', () => {
    const { show, coHost, asCoHost } = aProduction();
    const ready = { type: 'production.standBy', standby: 'ready' } as const;
    show.must(ready, asCoHost);
    const tom = show.join('tom', 'co-host');
    show.must({ type: 'production.appoint', participantId: tom });
    expect(show.crew.production).toMatchObject({ standbyId: coHost, appointedId: tom });
    show.must(ready, actorAs('co-host', tom));
    expect(show.crew.production?.standbyId).toBe(tom);
    // The one before does not take the place back, and has it when nobody else does.
    expect(show.must(ready, asCoHost)).toEqual([]);
    show.must({ type: 'people.leave', participantId: tom, reason: 'left' }, SYSTEM);
    expect(show.crew.production).toMatchObject({ standbyId: null, appointedId: null });
    show.must(ready, asCoHost);
    expect(show.crew.production?.standbyId).toBe(coHost);
  });

  it('is appointed to nobody who could never make a program', () => {
    const { show } = aProduction();
    const guest = show.join('mei', 'guest');
    expect(show.ask({ type: 'production.appoint', participantId: guest })).toMatchObject(refusal('auth.forbidden'));
    const stranger = show.join('bo', 'guest');
    show.must({ type: 'people.leave', participantId: stranger, reason: 'left' }, SYSTEM);
    const gone = { type: 'production.appoint', participantId: stranger } as const;
    expect(show.ask(gone)).toMatchObject(refusal('people.not-found'));
  });

  it('is whoever stands by when the maker’s program is lost, and waits when nobody does', () => {
    const { show, coHost, asCoHost } = aProduction();
    const rescue = { type: 'production.rescue', makerId: HOST_ID } as const;
    expect(show.must(rescue, SYSTEM)).toEqual([]);
    expect(makerOf(show.crew)).toBe(HOST_ID);
    show.must({ type: 'production.standBy', standby: 'ready' }, asCoHost);
    show.must(rescue, SYSTEM);
    expect(makerOf(show.crew)).toBe(coHost);
    // The news of a loss that is over changes nothing.
    show.must({ type: 'production.standBy', standby: 'ready' });
    expect(show.must(rescue, SYSTEM)).toEqual([]);
  });

  it.each(['leave', 'remove'] as const)(
    'is never somebody who is gone: the host has the program back when they %s',
    (how) => {
      const { show, coHost, asCoHost } = aProduction();
      show.must({ type: 'production.standBy', standby: 'ready' }, asCoHost);
      show.must({ type: 'production.handOver', participantId: coHost });
      if (how === 'leave') show.must({ type: 'people.leave', participantId: coHost, reason: 'left' }, SYSTEM);
      else show.must({ type: 'people.remove', participantId: coHost });
      expect(makerOf(show.crew)).toBe(HOST_ID);
    },
  );

  it('is whoever stands by when the maker leaves', () => {
    const { show, coHost, asCoHost } = aProduction();
    show.must({ type: 'production.standBy', standby: 'ready' }, asCoHost);
    show.must({ type: 'production.handOver', participantId: coHost });
    const second = show.join('tom', 'co-host');
    show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host', second));
    show.must({ type: 'people.leave', participantId: coHost, reason: 'left' }, SYSTEM);
    expect(show.crew.production).toMatchObject({ makerId: second, standbyId: null });
  });

  it('cannot be somebody who is away', () => {
    const { show, coHost, asCoHost } = aProduction();
    show.must({ type: 'production.standBy', standby: 'ready' }, asCoHost);
    show.must({ type: 'people.lose', participantId: coHost }, SYSTEM);
    expect(show.crew.production?.standbyId).toBeNull();
  });
});
