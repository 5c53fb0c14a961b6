import { Notification } from "electron";

/** Shows a notification where the system has any; a click on it does what is given. */
export function notify(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  notification.on("click", onClick);
  notification.show();
}
