import { Notification } from "electron";
import { notificationBody } from "./notification-body.ts";

/**
 * The notifications shown last: one that nothing refers to is collected, and a click on it lost. That one is closed
 * does not end it: Windows goes on to keep it in its list, where it can be clicked.
 */
const shown = new Set<Notification>();
const mostShown = 32;

/** Shows a notification where the system has any; a click on it does what is given. */
export function notify(title: string, body: string, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body: notificationBody(body, process.platform) });
  notification.on("click", onClick);
  keep(notification);
  notification.show();
}

function keep(notification: Notification): void {
  shown.add(notification);
  const [oldest] = shown;
  if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest);
}
