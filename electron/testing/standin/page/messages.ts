/** What a page's preload tells the main process, over a DevTools binding that carries text. Values are encoded. */
export type FromPage =
  | { readonly does: "start" }
  | { readonly does: "title"; readonly title: string }
  | { readonly does: "fail"; readonly message: string; readonly stack: string }
  | { readonly does: "invoke"; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly does: "send"; readonly channel: string; readonly args: string }
  | { readonly does: "post"; readonly channel: string; readonly message: string; readonly ports: readonly string[] }
  | PortMessage;

/** What the main process tells a page's preload. */
export type ToPage =
  | { readonly does: "resolve"; readonly id: number; readonly value: string }
  | { readonly does: "reject"; readonly id: number; readonly message: string }
  | { readonly does: "send"; readonly channel: string; readonly args: string }
  | { readonly does: "post"; readonly channel: string; readonly message: string; readonly ports: readonly string[] }
  | { readonly does: "place files"; readonly paths: Readonly<Record<string, string>> }
  | PortMessage;

/** What one end of a message channel tells the other across the process boundary. */
export type PortMessage =
  | { readonly does: "port"; readonly port: string; readonly data: string }
  | { readonly does: "close port"; readonly port: string };

/** What a preload is started with. */
export type PreloadSettings = {
  readonly token: string;
  readonly inSubFrames: boolean;
  readonly process: {
    readonly platform: string;
    readonly arch: string;
    readonly version: string;
    readonly versions: Readonly<Record<string, string | undefined>>;
    readonly argv: readonly string[];
  };
};
