import type { Request, RequestHandler, Response } from 'express';
import * as v from 'valibot';
import { refuse, type Result } from '../../shared/result.ts';
import type { Sessions, SignedIn } from '../auth/sessions.ts';
import { sendRefusal } from './failures.ts';

/** What a handler knows of the request besides its body. */
export type Visit = {
  /** The request's `Cookie` header. */
  readonly cookie: string | undefined;
  readonly signedIn: SignedIn | null;
  /** Adds a `Set-Cookie` header. */
  setCookie(value: string): void;
};

type Answer<Schema extends v.GenericSchema> = Result<v.InferOutput<Schema>> | Promise<Result<v.InferOutput<Schema>>>;

/** A handler at its place. */
export type JsonRoute = { readonly method: 'get' | 'post'; readonly path: string; readonly handle: RequestHandler };

/** Answers an endpoint that takes no body. */
export const reading = <Answered extends v.GenericSchema>(
  sessions: Sessions,
  endpoint: { readonly method: 'GET'; readonly path: string; readonly body: null; readonly result: Answered },
  answer: (visit: Visit) => Answer<Answered>,
): JsonRoute => ({
  method: 'get',
  path: endpoint.path,
  handle: async (request, response) => sendResult(response, await answer(visitOf(request, response, sessions))),
});

/** Answers an endpoint with a JSON body, which is parsed by the endpoint's schema first. */
export const changing = <Body extends v.GenericSchema, Answered extends v.GenericSchema>(
  sessions: Sessions,
  endpoint: { readonly method: 'POST'; readonly path: string; readonly body: Body; readonly result: Answered },
  answer: (body: v.InferOutput<Body>, visit: Visit) => Answer<Answered>,
): JsonRoute => ({
  method: 'post',
  path: endpoint.path,
  handle: async (request, response) => {
    const body = parseBody(endpoint.body, request.body);
    sendResult(response, body.ok ? await answer(body.value, visitOf(request, response, sessions)) : body);
  },
});

const visitOf = (request: Request, response: Response, sessions: Sessions): Visit => {
  const { cookie } = request.headers;
  return {
    cookie,
    signedIn: sessions.sessionOf(cookie),
    setCookie: (value) => void response.append('Set-Cookie', value),
  };
};

/** The refusal names the first field that is wrong, never its value. */
const parseBody = <Body extends v.GenericSchema>(schema: Body, body: unknown): Result<v.InferOutput<Body>> => {
  const parsed = v.safeParse(schema, body, { abortEarly: true });
  if (parsed.success) return { ok: true, value: parsed.output };
  const path = v.getDotPath(parsed.issues[0]);
  return path === null ? refuse('request.malformed') : refuse('request.malformed', path);
};

const sendResult = (response: Response, result: Result<unknown>): void => {
  if (result.ok) response.set('Cache-Control', 'no-store').json(result.value);
  else sendRefusal(response, result.error);
};
