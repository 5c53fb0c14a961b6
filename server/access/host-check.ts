import os from "node:os";
import { domainToASCII } from "node:url";
import type { Middleware } from "../http/handler.ts";
import { parseHost } from "../http/host.ts";
import type { Request } from "../http/request.ts";
import { statusResponse } from "../http/response.ts";
import { isLoopback } from "../loopback.ts";

const ipv4 = /^(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])$/;

/**
 * Answers only requests for hosts that are this computer: a web page elsewhere may point a name of its own at a
 * private address, and would read the share with its visitor's browser (DNS rebinding). Addresses cannot be
 * pointed anywhere, "localhost" and *.local are resolved on the spot, the rest has to be named. Any computer on the network
 * may take a name in .local and let it go: where the network may not reach the share, only our own one counts.
 */
export function checkHost(names: readonly string[], onlyHere = false): Middleware {
  const own = new Set(["localhost", ...ownNames().flatMap(withLocal), ...names.map(hostOfName)]);
  const isOwn = (name: string) => {
    const host = name.replace(/(?<=.)\.$/, ""); // a dot alone is the root, and not the host that nobody names
    return isFree(host) || own.has(host) || (!onlyHere && host.endsWith(".local"));
  };
  let last = ""; // nearly all requests are for the same host
  return (next) => (request) => {
    if (request.host === last || isOwn(request.host)) {
      last = request.host;
      return next(request);
    }
    return statusResponse(421, whyNot(request));
  };
}

/** A target names a host where its sender takes the server for a proxy: who looks for open ones does that (RFC 9112 §3.2.2). */
function whyNot({ form, host }: Request): string {
  if (form === "absolute" || form === "authority") return `asked to be the proxy to ${host}, and this is none`;
  // what looks like an address is read as another one where it is said as a name
  const canBeNamed = isHostName(host) && hostOfName(host) === host.replace(/\.$/, "");
  const advice = canBeNamed ? "; a share from the terminal lets it in by --name" : "";
  return `the host ${host} is not this computer's${advice}`;
}

/** A name as requests for it have it in Host: with IDNA's letters, without the root's dot. */
function hostOfName(name: string): string {
  return domainToASCII(name).replace(/\.$/, "");
}

/** Whether requests can be for a name: a host, without a port or a path. */
export function isHostName(name: string): boolean {
  // IDNA passes over what a browser's address has behind or within a host: another name would be let in than was said.
  // And a name with a star looks as though it stood for many, where it would stand for itself.
  return !/[:/?#\\\s*]/.test(name) && parseHost(hostOfName(name)) !== undefined;
}

/** Whether the network cannot reach what listens on an address. */
export function isOnlyHere(address: string): boolean {
  return address === "localhost" || isLoopback(address);
}

function withLocal(name: string): string[] {
  return [name, `${name}.local`];
}

/** Hosts that nobody can point at somebody else's address. */
function isFree(host: string): boolean {
  return host === "" || ipv4.test(host) || host.startsWith("[") || host.endsWith(".localhost");
}

/** The computer's name, with and without its domain. */
export function ownNames(hostname: string = os.hostname()): string[] {
  const name = hostname.toLowerCase();
  return [...new Set([name, name.split(".")[0] ?? name])].filter((own) => own !== "");
}
