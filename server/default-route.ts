import { createSocket } from "node:dgram";
import { once } from "node:events";

/** An address for documentation (RFC 5737), which no network has: the way there is the default route. */
const elsewhere = "203.0.113.1";
const discard = 9;

/**
 * This computer's own address on its default route; undefined: it has no way out. Nothing is sent: to connect a UDP
 * socket only asks the system which way its packets would go.
 */
export async function routedAddress(destination: string = elsewhere): Promise<string | undefined> {
  const socket = createSocket("udp4");
  try {
    socket.connect(discard, destination);
    await once(socket, "connect");
    return socket.address().address;
  } catch {
    return undefined; // without a network there is no route
  } finally {
    socket.close();
  }
}
