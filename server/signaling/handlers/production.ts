import { refuse } from '../../../shared/result.ts';
import type { MethodOf, PersonHandlers } from '../handler.ts';
import { plainly } from './submit.ts';

/**
 * The program that several people work on: what is composed, what is on air of it, and whose page makes it.
 * `request.too-many` for more edits than a page of ours sends.
 */
export const productionHandlers: PersonHandlers<Extract<MethodOf<'crew'>, `production.${string}`>> = {
  'production.open': (context, { document, sceneId }) =>
    plainly(context, { type: 'production.open', document, sceneId }),
  'production.edit': (context, { editId, edit }) =>
    context.session.mayEdit()
      ? plainly(context, { type: 'production.edit', editId, edit })
      : refuse('request.too-many'),
  'production.take': (context, { sceneId, transition }) =>
    plainly(context, { type: 'production.take', sceneId, transition }),
  'production.standBy': (context, { standby }) => plainly(context, { type: 'production.standBy', standby }),
  'production.appoint': (context, { participantId }) => plainly(context, { type: 'production.appoint', participantId }),
  'production.handOver': (context, { participantId }) =>
    plainly(context, { type: 'production.handOver', participantId }),
};
