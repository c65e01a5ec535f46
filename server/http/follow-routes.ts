import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { ok, refuse } from '../../shared/result.ts';
import type { HttpDeps } from './deps.ts';
import { changing } from './json-route.ts';

/** Reminders for anybody, by their browser's push service. */
export const followRoutes = ({ sessions, store, reminders }: HttpDeps) => ({
  follow: changing(sessions, ENDPOINTS.follow, ({ handle, subscription }) => {
    if (!reminders) return refuse('push.off');
    const channel = store.records.channelByHandle(handle);
    return channel ? reminders.follow(channel.id, subscription) : refuse('channel.not-found');
  }),

  unfollow: changing(sessions, ENDPOINTS.unfollow, ({ handle, endpoint }) => {
    const channel = store.records.channelByHandle(handle);
    if (channel) reminders?.unfollow(channel.id, endpoint);
    return ok({});
  }),
});
