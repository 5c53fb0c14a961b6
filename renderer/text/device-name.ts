type Sign = { readonly name: string; readonly sign: RegExp };

/** First match wins: the more particular stand before the more general, which most user agents also claim to be. */
const devices: readonly Sign[] = [
  { name: "Nintendo", sign: /Nintendo/ },
  { name: "iPhone", sign: /iPhone/ },
  { name: "iPad", sign: /iPad/ },
  { name: "Apple TV", sign: /Apple ?TV|tvOS/ },
  { name: "TV", sign: /SmartTV|SMART-TV|Tizen|Web0S|WebOS|BRAVIA|GoogleTV|HbbTV|CrKey|Roku|; AFT/i },
  { name: "PlayStation", sign: /PlayStation/ },
  { name: "Xbox", sign: /Xbox/ },
  { name: "Quest", sign: /OculusBrowser/ },
  { name: "Kindle", sign: /Kindle|Silk\// },
  { name: "Android", sign: /Android/ },
  { name: "Chromebook", sign: /CrOS/ },
  { name: "Windows", sign: /Windows|^Microsoft[ -](?:BITS|WebDAV)|^DavClnt/ },
  { name: "Mac", sign: /Macintosh|Mac OS X|Darwin\// },
  { name: "Linux", sign: /Linux|X11|linux/ },
];

const programs: readonly Sign[] = [
  { name: "curl", sign: /^curl\// },
  { name: "Wget", sign: /^Wget/i },
  { name: "PowerShell", sign: /PowerShell\// },
  { name: "Python", sign: /^python|aiohttp|^HTTPie|httpx\//i },
  { name: "Node.js", sign: /^node|undici|^axios/i },
  { name: "Go", sign: /^Go-http-client/ },
  { name: "Java", sign: /^Java[/-]|^okhttp|Apache-HttpClient/i },
  { name: "ApacheBench", sign: /^ApacheBench/ },
  { name: "aria2", sign: /^aria2\// },
  { name: "rclone", sign: /^rclone\// },
  { name: "lftp", sign: /^lftp\// },
  { name: "Axel", sign: /^Axel\// },
  { name: "HTTrack", sign: /HTTrack/ },
  { name: "BITS", sign: /^Microsoft BITS\// },
  { name: "Lynx", sign: /^Lynx\// },
  { name: "Links", sign: /^E?Links\b/ },
  { name: "w3m", sign: /^w3m\// },
  { name: "Infuse", sign: /^Infuse/ },
  { name: "VLC", sign: /VLC|LibVLC/ },
  { name: "Kodi", sign: /Kodi|XBMC/ },
  { name: "mpv", sign: /^(?:lib)?mpv/ },
  { name: "FFmpeg", sign: /^Lavf\// },
  { name: "GStreamer", sign: /^GStreamer/ },
  { name: "ExoPlayer", sign: /ExoPlayer|AndroidXMedia3/ },
  { name: "Apple media", sign: /AppleCoreMedia/ },
  { name: "Windows media", sign: /NSPlayer|Windows-Media-Player/ },
  { name: "WebDAV", sign: /WebDAV|davfs|DAV\/|^DavClnt|^cadaver\//i },
  { name: "bot", sign: /bot\b|crawler|spider|facebookexternalhit|WhatsApp|Slack|Telegram/i },
  { name: "Edge", sign: /Edg(?:e|A|iOS)?\// },
  { name: "Opera", sign: /OPR\/|Opera/ },
  { name: "Samsung Internet", sign: /SamsungBrowser/ },
  { name: "Firefox", sign: /Firefox\/|FxiOS/ },
  { name: "Electron", sign: /Electron\// },
  { name: "Chrome", sign: /Chrome\/|CriOS|HeadlessChrome/ },
  { name: "Safari", sign: /Safari\/|MobileSafari/ },
];

/** A user agent is read this far; longer ones have nothing more to say. */
const longestRead = 512;

/** What a user agent says of itself, in a few words: "iPhone · Safari"; "" where it says nothing known. */
export function deviceName(userAgent: string): string {
  const text = userAgent.slice(0, longestRead);
  const device = devices.find(({ sign }) => sign.test(text))?.name;
  const program = programs.find(({ sign }) => sign.test(text))?.name;
  return [device, program].filter((part) => part !== undefined).join(" · ");
}

const remembered = 500;
const names = new Map<string, string>();

/** The same, remembered for the last few user agents: a list asks for it at every row. */
export function knownDeviceName(userAgent: string): string {
  const known = names.get(userAgent);
  if (known !== undefined) return known;
  if (names.size >= remembered) names.clear();
  const name = deviceName(userAgent);
  names.set(userAgent, name);
  return name;
}
