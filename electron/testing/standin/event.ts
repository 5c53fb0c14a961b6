/** An event whose default a listener may prevent, carrying `details`. */
export function preventable<T extends object>(details: T): Electron.Event<T> {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
}
