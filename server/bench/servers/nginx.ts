import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Place, ServerKind } from "./server-kind.ts";

type Settings = { readonly cache?: boolean; readonly log?: boolean; readonly tcpNopush?: boolean };

/** nginx with one worker and no log. */
export const nginx = nginxWith("nginx", {});
/** The same with open_file_cache. */
export const nginxCache = nginxWith("nginx, cache", { cache: true });
/** The same with open_file_cache and access_log: it does what our server does. */
export const nginxCacheLog = nginxWith("nginx, cache, log", { cache: true, log: true });
/** Without tcp_nopush, which delays the last packet of small ranges. */
export const nginxNoPush = nginxWith("nginx, no tcp_nopush", { tcpNopush: false });

function nginxWith(name: string, settings: Settings): ServerKind {
  return {
    name,
    launch: async (place, tools) => {
      const program = tools.get("nginx");
      if (program === undefined) return undefined;
      const file = path.join(place.scratch, "nginx.conf");
      await writeFile(file, configuration(place, settings));
      return { command: [program, "-p", place.scratch, "-e", "error.log", "-c", file] };
    },
  };
}

function configuration({ port, root, scratch }: Place, { cache, log, tcpNopush = true }: Settings): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const isRoot = process.getuid?.() === 0;
  return `${isRoot ? "user root;" : ""}
daemon off; master_process off; worker_processes 1; worker_rlimit_nofile 20000;
pid ${scratch}/nginx.pid; error_log ${scratch}/error.log warn;
events { worker_connections 16384; }
http {
  include /etc/nginx/mime.types;
  sendfile on; tcp_nodelay on; tcp_nopush ${tcpNopush ? "on" : "off"};
  keepalive_timeout 300; keepalive_requests 100000000;
  client_header_timeout 300; send_timeout 300;
  access_log ${log === true ? `${scratch}/access.log combined` : "off"};
  ${cache === true ? "open_file_cache max=10000 inactive=60s; open_file_cache_valid 30s;" : ""}
  ${temporary.map((kind) => `${kind}_temp_path ${scratch}/${kind};`).join(" ")}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${root};
    location / { autoindex on; }
  }
}
`;
}
