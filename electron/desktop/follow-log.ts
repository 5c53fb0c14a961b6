import type { RequestLog } from "../../server/log/request-log.ts";
import type { SettingsStore } from "../settings/settings-store.ts";
import { KeepAwake } from "./keep-awake.ts";
import { notify } from "./notify.ts";
import {
  arrivalsOf,
  arrivalWords,
  downloadOf,
  downloadWords,
  gatherMilliseconds,
  TransferNotices,
} from "./transfer-notices.ts";

const lookMilliseconds = 1000;

/** Tells of downloads that have ended and files that have arrived, to those who want to know. */
export function tellTransfers(log: RequestLog, store: SettingsStore, onClick: () => void): void {
  const noticesIn = (words: ConstructorParameters<typeof TransferNotices>[0]): TransferNotices =>
    new TransferNotices(
      words,
      ({ title, body }) => notify(title, body, onClick),
      (work) => void setTimeout(work, gatherMilliseconds),
    );
  const [downloads, arrivals] = [noticesIn(downloadWords), noticesIn(arrivalWords)];
  log.follow({
    ended: (record) => {
      if (!store.settings.notifyOnDownload) return;
      const download = downloadOf(record);
      if (download !== undefined) downloads.add(download);
      for (const arrival of arrivalsOf(record, log.saved(record.id))) arrivals.add(arrival);
    },
  });
}

/** Keeps the computer awake while there are transfers. */
export function stayAwake(transfers: () => number): void {
  const keepAwake = new KeepAwake();
  setInterval(() => keepAwake.look(transfers()), lookMilliseconds).unref();
}
