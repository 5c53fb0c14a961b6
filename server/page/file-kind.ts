const extensions = {
  image: "jpg jpeg jfif png gif webp avif svg bmp ico heic heif tif tiff jxl raw cr2 cr3 nef arw dng orf rw2 psd xcf",
  video: "mp4 m4v mov webm mkv avi ogv mpg mpeg wmv flv 3gp mts m2ts",
  audio: "mp3 m4a aac ogg oga opus flac wav weba aif aiff wma mid midi",
  pdf: "pdf",
  text: "txt md markdown log rst nfo srt vtt tex org ini conf cfg toml yaml yml properties diff patch",
  code: "html htm xhtml css js mjs cjs ts tsx jsx json jsonl xml py rb rs go java kt swift c h cc cpp hpp cs php sh bash zsh fish ps1 bat cmd sql lua pl r scala dart vue svelte scss less gradle cmake dockerfile makefile",
  sheet: "csv tsv xls xlsx xlsm ods numbers",
  slides: "ppt pptx pps ppsx odp key",
  book: "epub mobi azw azw3 doc docx odt rtf pages",
  archive: "zip 7z rar gz tgz bz2 tbz2 xz txz zst tar lz lz4 lzma br cab jar",
  app: "exe msi dmg pkg apk aab deb rpm appimage flatpak snap xpi crx ipa",
  disk: "iso img vmdk vdi qcow2 vhd vhdx bin",
  font: "ttf otf woff woff2 eot",
} as const;

/** Names without extension that tell as much. */
const wholeNames = {
  text: "readme license licence copying notice authors contributors changelog changes todo install version",
  code: "makefile dockerfile containerfile gemfile rakefile procfile vagrantfile jenkinsfile justfile",
} as const;

/** What a file is to people; its row's picture, and whether the page can show it. */
export type FileKind = keyof typeof extensions | "file";

const kinds = kindsIn(extensions);
const kindsOfNames = kindsIn(wholeNames);

function kindsIn(lists: Partial<Record<FileKind, string>>): ReadonlyMap<string, FileKind> {
  const entries = Object.entries(lists) as [FileKind, string][];
  return new Map(entries.flatMap(([kind, list]) => list.split(" ").map((word) => [word, kind] as const)));
}

/** By the extension, or by the whole name where it has none, in any case, in ASCII. */
export function fileKindOf(name: string): FileKind {
  const [, extension] = /\.([A-Za-z0-9]{1,12})$/.exec(name) ?? [];
  if (extension !== undefined) return kinds.get(extension.toLowerCase()) ?? "file";
  return kindsOfNames.get(name.toLowerCase()) ?? "file";
}
