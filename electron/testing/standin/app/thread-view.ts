import { seeArchives } from "./archive-view.ts";

seeArchives();
