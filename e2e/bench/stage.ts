import { request, type APIRequestContext } from '@playwright/test';
import * as v from 'valibot';
import { ShowAddress, ShowId } from '../../shared/ids.ts';
import { Owner, type TestShow } from '../fixtures/owner.ts';
import { TallyServer, type ServerSettings } from '../fixtures/tally-server.ts';

/** A server with an owner and a show, and what a page needs to be that owner's. */
export type Stage = {
  readonly server: TallyServer;
  readonly show: TestShow;
  readonly showId: ShowId;
  readonly address: ShowAddress;
  readonly cookies: Cookies;
  readonly close: () => Promise<void>;
};

type Cookies = Awaited<ReturnType<APIRequestContext['storageState']>>['cookies'];

export const openStage = async (settings: ServerSettings = {}): Promise<Stage> => {
  const server = await TallyServer.start(settings);
  const api = await request.newContext();
  try {
    const owner = new Owner(api, server.url);
    await owner.signUp();
    const show = await owner.createShow('Bench');
    const { cookies } = await api.storageState();
    return {
      server,
      show,
      showId: v.parse(ShowId, lastPart(show.studioUrl)),
      address: v.parse(ShowAddress, decodeURIComponent(lastPart(show.watchUrl))),
      cookies,
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  } finally {
    await api.dispose();
  }
};

const lastPart = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

/** The value of a `Cookie` header. */
export const cookieHeader = (cookies: Cookies): string =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
