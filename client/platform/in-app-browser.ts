/** Apps that open links in a browser of their own; `other` is one that does not say its name. */
export const APPS = [
  'wechat',
  'qq',
  'weibo',
  'douyin',
  'tiktok',
  'kuaishou',
  'xiaohongshu',
  'taobao',
  'alipay',
  'dingtalk',
  'feishu',
  'messenger',
  'facebook',
  'instagram',
  'line',
  'snapchat',
  'linkedin',
  'x',
  'other',
] as const;
export type App = (typeof APPS)[number];

export type InAppBrowser = { readonly app: App; readonly system: 'ios' | 'android' | 'computer' };

/** How each app's browser names itself; the first that fits counts, since some name the engine of another beside their own. */
const SIGNS: Readonly<Record<Exclude<App, 'other'>, RegExp>> = {
  wechat: /MicroMessenger|wxwork/i,
  qq: /\bQQ\/\d/,
  weibo: /weibo/i,
  douyin: /aweme|douyin/i,
  tiktok: /musical_ly|trill_|tiktok|BytedanceWebview|ByteLocale/i,
  kuaishou: /Kwai|Kuaishou|ksNebula/i,
  xiaohongshu: /xhsdiscover|xiaohongshu|\bXHS\b/i,
  taobao: /AliApp\((?:TB|TM)/,
  alipay: /AlipayClient/,
  dingtalk: /DingTalk/i,
  feishu: /Feishu|\bLark\//i,
  messenger: /FBAN\/Messenger|MessengerForiOS|Orca-Android/i,
  facebook: /\bFB(?:AN|AV|_IAB)\b/,
  instagram: /Instagram/,
  line: /\bLine\//,
  snapchat: /Snapchat/,
  linkedin: /LinkedInApp/,
  x: /Twitter for (?:iPhone|iPad|Android)|TwitterAndroid/,
};

const isIos = (userAgent: string): boolean => /iPhone|iPad|iPod/.test(userAgent);

/** What Android and iOS say of every app that shows pages without naming itself. */
const isWebView = (userAgent: string): boolean =>
  userAgent.includes('; wv)') || (isIos(userAgent) && /AppleWebKit/.test(userAgent) && !/Safari\//.test(userAgent));

const appOf = (userAgent: string): App | null => {
  const named = APPS.find((app) => app !== 'other' && SIGNS[app].test(userAgent));
  return named ?? (isWebView(userAgent) ? 'other' : null);
};

/**
 * The browser inside an app, or null in a browser of its own. Those have no camera for pages, or lose it when the person looks
 * at a message; nothing else tells before it has gone wrong, so the name must do.
 */
export const detectInAppBrowser = (userAgent: string): InAppBrowser | null => {
  const app = appOf(userAgent);
  if (!app) return null;
  const system = isIos(userAgent) ? 'ios' : /Android/.test(userAgent) ? 'android' : 'computer';
  return { app, system };
};
