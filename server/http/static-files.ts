import express, { Router } from 'express';
import path from 'node:path';
import type { HttpConfig } from './config.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1_000;
const HOUR_MS = 60 * 60 * 1_000;

/** The build's files: hashed names are kept for good, others for an hour. Pages themselves are served by their routes. */
export const makeStaticFiles = ({ pagesDir }: Pick<HttpConfig, 'pagesDir'>): Router => {
  const common = { index: false, redirect: false, dotfiles: 'ignore' } as const;
  const router = Router();
  router.use('/assets', express.static(path.join(pagesDir, 'assets'), { ...common, immutable: true, maxAge: YEAR_MS }));
  const others = express.static(pagesDir, { ...common, maxAge: HOUR_MS });
  router.use((request, response, next) => {
    if (request.path.endsWith('.html')) next();
    else others(request, response, next);
  });
  return router;
};
