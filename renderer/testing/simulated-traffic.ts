import type { LogRecord } from "../../electron/contract.ts";
import { recordWith } from "./records.ts";

const agents = {
  iPhone:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
  android:
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36",
  windows:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0",
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  vlc: "VLC/3.0.21 LibVLC/3.0.21",
  curl: "curl/8.14.1",
} as const;

const visitors = [
  { address: "192.168.1.23", userAgent: agents.iPhone },
  { address: "192.168.1.40", userAgent: agents.android },
  { address: "192.168.1.31", userAgent: agents.windows },
  { address: "fd12:3456:789a::1f", userAgent: agents.firefox },
  { address: "192.168.1.52", userAgent: agents.vlc },
  { address: "127.0.0.1", userAgent: agents.curl },
] as const;

const kinds: readonly Partial<LogRecord>[] = [
  { target: "/", bytesSent: 4_812, total: 3.1, firstByte: 2.2 },
  { target: "/photos/", bytesSent: 22_140, total: 6.4, firstByte: 3.9 },
  { target: "/photos/2026-08-14%20beach/IMG_2041.jpg", bytesSent: 3_411_208, total: 412, firstByte: 2.1 },
  { target: "/photos/caf%C3%A9%20terrace.jpg", bytesSent: 2_204_113, total: 298, firstByte: 1.8 },
  {
    target: "/photos/IMG_2042.jpg",
    status: 304,
    bytesSent: 0,
    bytesExpected: 0,
    total: 0.9,
    reason: "the visitor's copy is still valid",
  },
  { target: "/music/holiday%20mix.m4a", status: 206, bytesSent: 1_048_576, range: "0-1048575/48211044", total: 96 },
  { target: "/favicon.ico", status: 404, bytesSent: 14, total: 0.6, reason: "no such file or folder" },
  {
    target: "/.env",
    status: 404,
    bytesSent: 14,
    total: 0.5,
    reason: "hidden because its name starts with a dot",
  },
  {
    target: "/films/garden.mp4",
    bytesSent: 88_100_240,
    bytesExpected: 412_004_110,
    total: 8_411,
    outcome: "client left",
  },
  { method: "HEAD", target: "/films/garden.mp4", bytesSent: 0, bytesExpected: 0, total: 0.7 },
  {
    method: "PUT",
    target: "/photos/",
    status: 405,
    bytesSent: 23,
    total: 0.4,
    reason: "this share is for reading only",
  },
];

/** The nth request of a lively evening: always the same for the same number. */
export function simulatedRecord(id: number, time: number): LogRecord {
  const visitor = visitors[(id * 7 + Math.floor(id / 5)) % visitors.length] ?? visitors[0];
  const kind = kinds[(id * 5 + Math.floor(id / 3)) % kinds.length];
  const record = recordWith({
    ...visitor,
    ...kind,
    id,
    time,
    connection: Math.ceil(id / 4),
    requestNumber: (id % 4) + 1,
  });
  const firstByte = Math.min(record.firstByte, record.total / 2);
  return { ...record, firstByte, bytesExpected: kind?.bytesExpected ?? record.bytesSent, waited: (id % 5) * 0.1 };
}

/** What a hostile visitor would send: every field tries something. */
export function hostileRecord(id: number, time: number): LogRecord {
  const texts = [
    "<img src=x onerror=\"document.title='owned'\">",
    "</pre><script>document.title='owned'</script>",
    "javascript:document.title='owned'",
    "\u001b[2J\u001b[31mred\u0007",
    "\u202egpj.exe\u2066\u2028line\u0000",
    "x".repeat(65_536),
    "a\u0301\u0302\u0303\u0304".repeat(400),
    "{{7*7}} ${alert(1)} %0d%0aSet-Cookie:x=1",
  ];
  const text = texts[id % texts.length] ?? "";
  return recordWith({
    id,
    time,
    address: text.slice(0, 60),
    method: text.slice(0, 32),
    target: `/${text}`,
    userAgent: `iPhone Safari/ ${text}`,
    referrer: text,
    reason: text,
    range: text.slice(0, 40),
    status: 400,
    outcome: "refused",
  });
}
