import type { RequestLog } from "../../server/log/request-log.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import { DownloadNotices, gatherMilliseconds, isDownload } from "./download-notices.ts";
import { KeepAwake } from "./keep-awake.ts";
import { notify } from "./notify.ts";

const lookMilliseconds = 1000;

/** Tells of downloads that have ended, to those who want to know. */
export function tellDownloads(log: RequestLog, store: SettingsStore, onClick: () => void): void {
  const notices = new DownloadNotices(
    ({ title, body }) => notify(title, body, onClick),
    (work) => void setTimeout(work, gatherMilliseconds),
  );
  log.follow({
    ended: (record) => {
      if (store.settings.notifyOnDownload && isDownload(record)) notices.add(record);
    },
  });
}

/** Keeps the computer awake while there are transfers. */
export function stayAwake(transfers: () => number): void {
  const keepAwake = new KeepAwake();
  setInterval(() => keepAwake.look(transfers()), lookMilliseconds).unref();
}
