import * as v from 'valibot';
import { expect, it } from 'vitest';
import { aProgram, aSeat, aStage } from '../../shared/scene/sample-documents.ts';
import { changeStage } from '../../shared/scene/stage.ts';
import { ToCompositor } from './messages.ts';

const [ada, bo] = [aSeat('ada'), aSeat('bo', { picture: 'card', presence: 'dropped' })];

it('a program reaches the worker with the stage that it comes from, so that nobody jumps', () => {
  const first = changeStage(aStage([ada]), aStage([ada, bo], { droppedWord: 'Reconnecting' }), 1_000);
  const stage = changeStage(first, aStage([bo], { screens: [ada], spotlightId: bo.participantId }), 1_100);
  const message = { type: 'program', program: aProgram('s1', { stage }) };
  const { participantId, sourceId, name } = ada;
  expect(v.parse(ToCompositor, structuredClone(message))).toEqual({
    type: 'program',
    program: aProgram('s1', { stage: { ...stage, screens: [{ participantId, sourceId, name }] } }),
  });
});
