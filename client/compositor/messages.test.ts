import * as v from 'valibot';
import { expect, it } from 'vitest';
import type { StageSeats } from '../../shared/scene/program.ts';
import { aProgram, aSeat } from '../../shared/scene/sample-documents.ts';
import { ToCompositor } from './messages.ts';

const [ada, bo] = [aSeat('ada'), aSeat('bo', { picture: 'card', presence: 'dropped' })];

it('a program reaches the worker with everybody on stage', () => {
  const { participantId, sourceId, name } = ada;
  const stage: StageSeats = {
    seats: [ada, bo],
    spotlightId: bo.participantId,
    screens: [{ participantId, sourceId, name }],
    droppedWord: 'Reconnecting',
  };
  const message = { type: 'program', program: { ...aProgram('s1'), stage } };
  expect(v.parse(ToCompositor, structuredClone(message))).toEqual(message);
});
