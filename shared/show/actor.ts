/**
 * Who asks. `owner` is the signed-in owner of the show's channel, `viewer` anybody who watches, `system` the server itself
 * (it alone says that media was lost or came back).
 */
export type ActorRole = 'owner' | 'viewer' | 'system';
export const ACTOR_ROLES = ['owner', 'viewer', 'system'] as const satisfies readonly ActorRole[];
