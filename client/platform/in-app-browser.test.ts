import { expect, it } from 'vitest';
import { detectInAppBrowser } from './in-app-browser.ts';

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';

it.each([
  [`${IPHONE} Mobile/15E148 MicroMessenger/8.0.50(0x18003229) NetType/WIFI Language/zh_CN`, 'wechat', 'ios'],
  [
    `${ANDROID} Chrome/126.0 MQQBrowser/6.2 TBS/046281 Mobile Safari/537.36 MMWEBID/1 MicroMessenger/8.0.50`,
    'wechat',
    'android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/116.0 Safari/537.36 MicroMessenger/7.0.20',
    'wechat',
    'computer',
  ],
  [`${ANDROID} Chrome/126.0 Mobile Safari/537.36 V1_AND_SQ_9.0.0 QQ/9.0.0.1 NetType/4G`, 'qq', 'android'],
  [`${IPHONE} Mobile/15E148 Weibo (iPhone14,5__weibo__14.2.0__iphone__os18.1)`, 'weibo', 'ios'],
  [`${IPHONE} Mobile/15E148 aweme_29.0.0 Region/CN AppTheme/dark NetType/WIFI JsSdk/2.0`, 'douyin', 'ios'],
  [`${IPHONE} Mobile/15E148 musical_ly_35.5.0 JsSdk/2.0 NetType/WIFI BytedanceWebview/d8a21c6`, 'tiktok', 'ios'],
  [`${IPHONE} Mobile/15E148 Instagram 350.0.0.26.93 (iPhone15,3; iOS 18_1)`, 'instagram', 'ios'],
  [`${ANDROID} Chrome/130.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490.0.0.50.74;]`, 'facebook', 'android'],
  [`${IPHONE} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/480.0.0]`, 'messenger', 'ios'],
  [`${IPHONE} Safari Line/14.18.0`, 'line', 'ios'],
  [`${ANDROID} Chrome/130.0 Mobile Safari/537.36`, 'other', 'android'],
  [`${IPHONE} Mobile/15E148`, 'other', 'ios'],
] as const)('%s is %s on %s', (userAgent, app, system) => {
  expect(detectInAppBrowser(userAgent)).toEqual({ app, system });
});

it.each([
  `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`,
  `${IPHONE} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1`,
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
  'Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0',
])('%s is a browser of its own', (userAgent) => {
  expect(detectInAppBrowser(userAgent)).toBeNull();
});
