import { EventEmitter } from "node:events";
import type { Double } from "../double.ts";
import { preventable } from "../event.ts";
import type { DesktopRecord } from "../record.ts";
import { refuseTheRest } from "../refusal.ts";

/** `electron.Notification`. A test finds those shown in `standin.notifications` and emits their `click`. */
export class StandInNotification extends EventEmitter implements Double<Electron.Notification> {
  readonly #record: DesktopRecord;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;

  constructor(record: DesktopRecord, options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.#record = record;
    ({
      title: this.title = "",
      subtitle: this.subtitle = "",
      body: this.body = "",
      silent: this.silent = false,
    } = options);
    refuseTheRest("Notification", this);
  }

  show(): void {
    this.#record.notifications.push(this);
    this.emit("show", preventable({}));
  }

  close(): void {
    this.emit("close", preventable({}));
  }
}
