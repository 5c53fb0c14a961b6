import { complain } from "../diagnostics.ts";
import type { DesktopRecord } from "../record.ts";

/** `electron.dialog`: nobody sits here to answer, so a test must, by replacing the function. */
export function dialogDouble(record: DesktopRecord) {
  const unanswered = (name: string) => (): Promise<never> => {
    const remedy = `app.evaluate(({ dialog }) => { dialog.${name} = () => Promise.resolve(…); })`;
    return Promise.reject(new Error(`stand-in: the test gave no answer to dialog.${name}: ${remedy}`));
  };
  return {
    showOpenDialog: unanswered("showOpenDialog"),
    showSaveDialog: unanswered("showSaveDialog"),
    showMessageBox: unanswered("showMessageBox"),
    showErrorBox: (title, content) => {
      record.note("dialog.showErrorBox", title, content);
      complain(`${title}\n${content}`);
    },
  } satisfies Partial<Electron.Dialog>;
}
