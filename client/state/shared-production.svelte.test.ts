import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { EditId } from '../../shared/ids.ts';
import { between } from '../../shared/scene/diff.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { setLayerText } from '../../shared/scene/edit-content.ts';
import { addLayer, removeLayer, renameLayer, setLayerFrame, setLayerOpacity } from '../../shared/scene/edit-layers.ts';
import { setTransition } from '../../shared/scene/edit-program.ts';
import { addScene, removeScene, renameScene } from '../../shared/scene/edit-scenes.ts';
import { aTextLayer, granted, layerId, sceneId } from '../../shared/scene/sample-documents.ts';
import { sceneEditOf } from '../../shared/scene/shared-edit.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { actorAs } from '../../shared/show/show-fixture.ts';
import type { Edit } from './editor.svelte.ts';
import { aDraft, aStudio, BREAK, HOST } from './testing/a-studio.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { settle } from './testing/settle.ts';

const TEXT = layerId('text');
const PICTURE = layerId('picture');
const CUT = { kind: 'cut' } as const;
const FADE = { kind: 'fade', durationMs: 300 } as const;
const ADDED = sceneId('added');

const faded =
  (opacity: number): Edit =>
  (document) =>
    setLayerOpacity(document, TEXT, opacity);
const movedTo =
  (x: number): Edit =>
  (document) =>
    setLayerFrame(document, PICTURE, { x, y: 0, width: 0.5, height: 0.5 });
const withAdded: Edit = (document) => addScene(document, { id: ADDED, name: 'Added', layers: [] });

let edits = 0;

type Setting = Parameters<typeof aStudio>[0];

/** A studio whose line is not open yet, and Ann, a co-host who works on the same document. */
const aShared = (setting: Setting = {}) => {
  const parts = aStudio(setting);
  const { show, line } = parts;
  const ann = actorAs('co-host', show.join('ann', 'co-host'));
  const logged = (): SceneDocument => {
    const { production } = show.crew;
    if (!production) throw new Error('the production is open');
    return production.document;
  };
  const annEdits = async (edit: Edit): Promise<void> => {
    const changed = sceneEditOf(between(logged(), granted(edit(logged()))));
    const editId = v.parse(EditId, `ann-${(edits += 1)}`);
    await line.happen({ type: 'production.edit', editId, edit: changed }, ann);
  };
  const annTakes = (id: typeof HOST, transition: typeof CUT | typeof FADE = CUT): Promise<void> =>
    line.happen({ type: 'production.take', sceneId: id, transition }, ann);
  return { ...parts, logged, annEdits, annTakes };
};

const anOpenShared = async (setting: Setting = {}) => {
  const parts = aShared(setting);
  await parts.line.open();
  return parts;
};

/** The server has the production of another page of the show. */
const aKnownProduction = (parts: ReturnType<typeof aShared>, document = aDraft().document): void => {
  parts.show.must({ type: 'production.open', document, sceneId: BREAK });
};

describe('the first page of a show', () => {
  it('brings its document, and keeps working on it as it was', async () => {
    const { studio, line, show, saved } = aShared();
    const { document } = studio.editor;
    await line.open();
    expect(line.asked('production.open')).toEqual([{ document, sceneId: HOST }]);
    expect(show.crew.production).toMatchObject({ document, makerId: HOST_ID, onAir: { sceneId: HOST } });
    expect(studio.editor.document).toBe(document);
    expect(saved).toEqual([]);
  });

  it('brings it only when the host has said how to start', async () => {
    const { studio, line, show } = await anOpenShared({ begin: 'welcome' });
    expect(line.asked('production.open')).toEqual([]);
    studio.startWithTestPattern('Bars');
    await settle();
    expect(show.crew.production?.document).toEqual(studio.editor.document);
  });

  it('works without the others when the server does not take it, and says so once', async () => {
    const { studio, line, problems } = aShared();
    line.replies['production.open'] = () => Promise.reject(new AppError('request.too-large'));
    await line.open();
    studio.editor.edit('layer.opacity', faded(0.5));
    studio.takeScene(BREAK);
    await settle();
    expect(line.asked('production.open')).toHaveLength(1);
    expect([line.asked('production.edit'), line.asked('production.take')]).toEqual([[], []]);
    expect(problems).toEqual(['request.too-large']);
    expect(studio.air.sceneId).toBe(BREAK);
  });
});

describe('a page of a show that has a production', () => {
  it('goes on with the log’s document and scene instead of an older draft', async () => {
    const parts = aShared();
    const document = granted(renameScene(aDraft().document, HOST, 'Renamed'));
    aKnownProduction(parts, document);
    await parts.line.open();
    expect(parts.studio.editor.document).toEqual(document);
    expect(parts.compositor.document).toEqual(document);
    expect(parts.compositor.program).toMatchObject({ sceneId: BREAK, fade: null });
    expect(parts.line.asked('production.open')).toEqual([]);
    expect(parts.saved.at(-1)).toMatchObject({ onAirSceneId: BREAK, confirmed: null });
  });

  it('tells what the draft had that the log did not get before the reload', async () => {
    const { document } = aDraft();
    const draft = {
      document: granted(setLayerText(document, TEXT, 'Soon')),
      onAirSceneId: HOST,
      confirmed: { document, onAirSceneId: BREAK },
    };
    const parts = aShared({ draft });
    aKnownProduction(parts, granted(renameScene(document, HOST, 'Renamed')));
    await parts.line.open();
    const { production } = parts.show.crew;
    expect(production?.document.layers[TEXT]?.content).toMatchObject({ text: 'Soon' });
    expect(production?.document.scenes[HOST]?.name).toBe('Renamed');
    expect(production?.onAir.sceneId).toBe(HOST);
    expect(parts.studio.editor.document).toEqual(production?.document);
    expect(parts.saved.at(-1)?.confirmed).toBeNull();
  });

  it('has nothing to say how to start, in a browser that has no draft', async () => {
    const parts = aShared({ begin: 'welcome' });
    parts.studio.editor.edit('layer.text', (document) => setLayerText(document, TEXT, 'Nobody wants this'));
    aKnownProduction(parts);
    const seen = seenBy(() => parts.studio.isWelcoming);
    await parts.line.open();
    expect(seen.values).toEqual([true, false]);
    expect(parts.studio.editor.document).toEqual(aDraft().document);
    expect(parts.capture.asked).toEqual(['camera']);
    expect(parts.line.asked('production.edit')).toEqual([]);
    seen.stop();
  });

  it('that is not the host’s waits for the document, and keeps no draft', async () => {
    const parts = aShared({ begin: 'wait' });
    const { studio, line, show, saved, capture } = parts;
    await line.open();
    expect([studio.isWaiting, line.asked('production.open'), capture.asked]).toEqual([true, [], []]);
    const document = granted(setLayerText(aDraft().document, TEXT, 'Soon'));
    show.must({ type: 'production.open', document, sceneId: BREAK });
    line.tellEvents();
    expect(studio.isWaiting).toBe(false);
    expect([studio.editor.document, studio.air.sceneId]).toEqual([document, BREAK]);
    studio.editor.edit('layer.opacity', faded(0.5));
    await settle();
    expect(show.crew.production?.document.layers[TEXT]?.opacity).toBe(0.5);
    expect(saved).toEqual([]);
  });
});

describe('an edit in this page', () => {
  it('goes to the log, and the draft says what is not there yet', async () => {
    const { studio, line, logged, saved, clock } = await anOpenShared();
    const { document } = studio.editor;
    await line.drop();
    studio.editor.edit('layer.opacity', faded(0.5));
    expect(saved.at(-1)).toEqual({
      document: studio.editor.document,
      onAirSceneId: HOST,
      confirmed: { document, onAirSceneId: HOST },
    });
    await line.open({ session: 'resumed' });
    await clock.advance(500);
    expect(logged().layers[TEXT]?.opacity).toBe(0.5);
    expect(saved.at(-1)).toEqual({ document: studio.editor.document, onAirSceneId: HOST, confirmed: null });
  });

  it('that is a drag is told a few times, and its end always', async () => {
    const { studio, clock, line, logged } = await anOpenShared();
    for (let x = 1; x <= 30; x += 1) {
      studio.editor.edit('layer.move', movedTo(x / 100), 'merge-with-last');
      await clock.advance(16);
    }
    await clock.advance(200);
    const told = line.asked('production.edit').length;
    expect(told).toBeGreaterThan(2);
    expect(told).toBeLessThanOrEqual(Math.ceil((30 * 16) / 120) + 1);
    expect(logged().layers[PICTURE]?.frame.x).toBe(0.3);
  });

  it('stays while the line is away, and is told when it is back', async () => {
    const { studio, line, logged, problems, clock } = await anOpenShared();
    await line.drop();
    studio.editor.edit('layer.opacity', faded(0.5));
    await clock.advance(1_000);
    studio.takeScene(BREAK);
    await settle();
    expect(studio.editor.document.layers[TEXT]?.opacity).toBe(0.5);
    expect(problems).toEqual([]);
    await line.open({ session: 'resumed' });
    expect(logged().layers[TEXT]?.opacity).toBe(0.5);
    expect(studio.feed.show?.crew?.production?.onAir.sceneId).toBe(BREAK);
  });

  it('that reached the log when the line broke is not told twice', async () => {
    const { studio, line, show, annEdits } = await anOpenShared();
    line.replies['production.edit'] = ({ editId, edit }) => {
      show.must({ type: 'production.edit', editId, edit });
      return new Promise(() => undefined);
    };
    studio.editor.edit('layer.opacity', faded(0.5));
    await line.drop();
    await annEdits(faded(0.8));
    await line.open({ session: 'resumed' });
    expect(studio.editor.document.layers[TEXT]?.opacity).toBe(0.8);
    expect(line.asked('production.edit')).toHaveLength(1);
  });

  it('is tried again when the server could not take it just now', async () => {
    const { studio, line, clock, logged, problems } = await anOpenShared();
    const answer = line.replies['production.edit'];
    let failures = 1;
    line.replies['production.edit'] = (params) => {
      if (!answer || failures-- > 0) throw new AppError('store.unavailable');
      return answer(params);
    };
    studio.editor.edit('layer.opacity', faded(0.5));
    await settle();
    expect(logged().layers[TEXT]?.opacity).toBe(1);
    await clock.advance(2_000);
    expect(logged().layers[TEXT]?.opacity).toBe(0.5);
    expect(problems).toEqual([]);
  });

  it('that is refused is gone here too, and the host is told', async () => {
    const { studio, line, problems, compositor } = await anOpenShared();
    line.replies['production.edit'] = () => Promise.reject(new AppError('scene.on-air'));
    studio.editor.edit('layer.opacity', faded(0.5));
    await settle();
    expect(studio.editor.document.layers[TEXT]?.opacity).toBe(1);
    expect(compositor.document).toBe(studio.editor.document);
    expect(problems).toEqual(['scene.on-air']);
  });
});

describe('an edit of somebody else', () => {
  it('is shown, and said for a moment whose it was', async () => {
    const { studio, compositor, annEdits, clock } = await anOpenShared();
    const seen = seenBy(() => studio.shared.lastChange?.name ?? null);
    studio.editor.edit('layer.opacity', faded(0.5));
    await settle();
    expect(studio.shared.lastChange).toBeNull();
    await annEdits(movedTo(0.25));
    expect(compositor.document?.layers[PICTURE]?.frame.x).toBe(0.25);
    expect(compositor.document?.layers[TEXT]?.opacity).toBe(0.5);
    await clock.advance(2_999);
    expect(studio.shared.lastChange).toEqual({ name: 'ann', change: { kind: 'layer-moved', what: PICTURE } });
    await clock.advance(1);
    expect(seen.values).toEqual([null, 'ann', null]);
    seen.stop();
  });

  it('leaves selection, history and a running drag alone', async () => {
    const { studio, annEdits, clock, logged } = await anOpenShared();
    studio.editor.select(PICTURE);
    studio.editor.edit('layer.move', movedTo(0.1), 'merge-with-last');
    await annEdits((document) => renameLayer(document, PICTURE, 'Ann’s'));
    await annEdits(faded(0.3));
    expect(studio.editor.selected).toMatchObject({ id: PICTURE, name: 'Ann’s', frame: { x: 0.1 } });
    studio.editor.edit('layer.move', movedTo(0.2), 'merge-with-last');
    studio.editor.undo();
    await clock.advance(500);
    expect(studio.editor.undoLabel).toBeNull();
    expect(logged().layers[PICTURE]).toMatchObject({ name: 'Ann’s', frame: { x: 0 } });
    expect(logged().layers[TEXT]?.opacity).toBe(0.3);
    expect(studio.editor.document).toEqual(logged());
  });

  it('that removes the selected layer leaves nothing selected', async () => {
    const { studio, annEdits } = await anOpenShared();
    studio.editor.select(PICTURE);
    await annEdits((document) => removeLayer(document, PICTURE));
    expect(studio.editor.selected).toBeNull();
    await annEdits((document) => addLayer(document, HOST, { ...aTextLayer('picture') }));
    expect(studio.editor.selected).toBeNull();
  });

  it('is not taken back by an undo here', async () => {
    const { studio, annEdits, logged, clock } = await anOpenShared();
    studio.editor.edit('layer.opacity', faded(0.5));
    await annEdits(faded(0.8));
    studio.editor.undo();
    await clock.advance(500);
    expect(logged().layers[TEXT]?.opacity).toBe(0.8);
  });
});

describe('taking a scene', () => {
  it('is done here at once, and told with its transition', async () => {
    const { studio, compositor, line, show } = await anOpenShared();
    studio.editor.edit('program.transition', (document) => setTransition(document, FADE));
    studio.takeScene(BREAK);
    expect(compositor.program?.sceneId).toBe(BREAK);
    await settle();
    expect(line.asked('production.take')).toEqual([{ sceneId: BREAK, transition: FADE }]);
    expect(show.crew.production?.onAir).toMatchObject({ sceneId: BREAK, participantId: HOST_ID });
    expect(compositor.program?.fade).toMatchObject({ fromSceneId: HOST });
  });

  it('by somebody else is done here too, with theirs', async () => {
    const { studio, compositor, annTakes, line } = await anOpenShared();
    studio.editor.select(PICTURE);
    await annTakes(BREAK, FADE);
    expect(studio.shared.lastChange).toMatchObject({ name: 'ann', change: { kind: 'scene-taken' } });
    expect(compositor.program).toMatchObject({ sceneId: BREAK, fade: { fromSceneId: HOST, durationMs: 300 } });
    expect(studio.editor.selected).toBeNull();
    expect(line.asked('production.take')).toEqual([]);
  });

  it('that is refused goes back to the scene of the log', async () => {
    const { studio, line, problems } = await anOpenShared();
    line.replies['production.take'] = () => Promise.reject(new AppError('scene.not-found'));
    studio.takeScene(BREAK);
    expect(studio.air.sceneId).toBe(BREAK);
    await settle();
    expect(studio.air.sceneId).toBe(HOST);
    expect(problems).toEqual(['scene.not-found']);
  });

  it('that was only just added is told after the scene', async () => {
    const { studio, show, problems } = await anOpenShared();
    studio.editor.edit('layer.opacity', faded(0.5));
    studio.editor.edit('scene.add', withAdded);
    studio.takeScene(ADDED);
    await settle();
    expect(show.crew.production?.onAir.sceneId).toBe(ADDED);
    expect(problems).toEqual([]);
  });

  it('and removing the one before needs no particular haste', async () => {
    const { studio, line, logged, clock, problems } = await anOpenShared();
    await line.drop();
    studio.editor.edit('scene.add', withAdded);
    studio.takeScene(ADDED);
    studio.editor.edit('scene.remove', (document) => removeScene(document, HOST, ADDED));
    await line.open({ session: 'resumed' });
    await clock.advance(500);
    expect(logged().sceneIds).toEqual([BREAK, ADDED]);
    expect(studio.editor.document).toEqual(logged());
    expect([studio.air.sceneId, problems]).toEqual([ADDED, []]);
  });

  it('of a scene that was removed here meanwhile brings it back', async () => {
    const { studio, line, annTakes, logged, clock } = await anOpenShared();
    line.replies['production.edit'] = () => new Promise(() => undefined);
    studio.editor.edit('scene.remove', (document) => removeScene(document, BREAK, HOST));
    await annTakes(BREAK);
    await clock.advance(500);
    expect([studio.air.sceneId, studio.editor.document]).toEqual([BREAK, logged()]);
  });

  it('twice in a row by two people ends with the later one for both', async () => {
    const { studio, annEdits, annTakes, show } = await anOpenShared();
    await annEdits(withAdded);
    studio.takeScene(BREAK);
    const taken = annTakes(ADDED);
    await taken;
    await settle();
    expect(studio.air.sceneId).toBe(show.crew.production?.onAir.sceneId);
  });
});
