/** The same colour wherever a device is named, to follow it by; its name and address say who it is. */
export function DeviceDot({ colour }: { colour: number | undefined }) {
  return <span className="device-dot" data-colour={colour} aria-hidden />;
}
