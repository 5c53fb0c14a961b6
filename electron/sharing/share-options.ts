import type { ShareOptions, WebsiteOptions } from "../../server/share.ts";
import type { UploadOptions } from "../../server/uploads/upload-options.ts";
import type { ShareChoice, VisitorRules } from "../contract.ts";
import { hostFor } from "./addresses.ts";

/** What the user chose, as the server wants it. */
export function shareOptionsOf({ folder, reach, port, dotfiles, rules }: ShareChoice): ShareOptions {
  return {
    folder,
    host: hostFor(reach),
    port,
    nextFreePort: true,
    dotfiles,
    uploads: uploadsOf(rules),
    website: websiteOf(rules),
    cors: rules.website && rules.cors,
    precompressed: rules.website && rules.precompressed,
    note: rules.note,
  };
}

function uploadsOf({ uploads, inbox, mostBytes, diskBytesToLeave }: VisitorRules): UploadOptions | undefined {
  return uploads ? { inbox: inbox === "" ? undefined : inbox, mostBytes, diskBytesToLeave } : undefined;
}

function websiteOf({ website, spa, cleanUrls, isolated }: VisitorRules): WebsiteOptions | undefined {
  return website ? { spa, cleanUrls, isolated } : undefined;
}
