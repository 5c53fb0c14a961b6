import { useState } from "react";
import type { LogView } from "../store/log-store.ts";
import { firstNews, newsAfter } from "./log-news.ts";

/** What a screen reader is told of the log; the eye sees it in the list. */
export function useLogNews(view: LogView): string {
  const [said, say] = useState(() => firstNews(view));
  const news = newsAfter(said, view);
  if (news !== said) say(news);
  return news.words;
}
