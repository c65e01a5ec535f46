import type { RequestHandler } from 'express';
import { ERRORS } from '../../shared/errors.ts';
import { isOwnHost, type OriginPolicy } from '../auth/origin.ts';
import { sendRefusal } from './failures.ts';

/** Whoever reads this runs the server or was sent by who does; in both languages, because no page of ours may run here. */
const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tally</title></head>
<body>
<main>
<h1>This server does not know this address</h1>
<p>Is it yours? Start it with <code>PUBLIC_URL</code> set to the address that people open, like <code>PUBLIC_URL=https://live.example.org</code>. Until then its pages open only at this machine’s IP addresses, at its own name and at localhost.</p>
<section lang="zh-CN">
<h2>服务器不认识这个网址</h2>
<p>这是你的服务器吗？请在启动时把 <code>PUBLIC_URL</code> 设为大家打开的网址，例如 <code>PUBLIC_URL=https://live.example.org</code>。在此之前，只能通过本机的 IP 地址、主机名或 localhost 打开页面。</p>
</section>
</main>
</body>
</html>
`;

/** Nothing is served, let alone changed, at a host that is not ours. People get a page that says what to do. */
export const requireOwnHost =
  (policy: OriginPolicy): RequestHandler =>
  (request, response, next) => {
    if (isOwnHost(request.headers, policy)) return next();
    const isPage = request.method === 'GET' && !request.path.startsWith('/api/') && request.accepts('html');
    if (!isPage) return sendRefusal(response, { code: 'request.wrong-host' });
    response.set('Cache-Control', 'no-store').status(ERRORS['request.wrong-host'].httpStatus).type('html').send(PAGE);
  };
