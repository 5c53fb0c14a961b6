import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";

// The package is installed for the bench alone, so the rest of the project knows no types of it.
type Sirv = (root: string, options: { readonly etag: boolean }) => RequestListener;
const sirv = createRequire(import.meta.url)("sirv") as Sirv;

const [, , root = ".", port = "0"] = process.argv;
const server = createServer(sirv(root, { etag: true }));
server.keepAliveTimeout = 300_000; // idle connections are to stay while they are measured
server.listen(Number(port), "127.0.0.1", 4096);
