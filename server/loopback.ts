/** Whether an IP address is one of the loopback interface: nobody but this computer has it. */
export function isLoopback(address: string): boolean {
  return address === "::1" || address.startsWith("127.");
}
