import { Autocomplete } from "@base-ui/react/autocomplete";
import { Bookmark, BookmarkCheck, Search, X } from "lucide-react";
import { memo, useMemo, useState, type KeyboardEvent, type RefObject } from "react";
import { IconButton } from "../controls/icon-button.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { useSession, useWindowState } from "../store/use-session.ts";
import { formatCount } from "../text/format.ts";
import { FilterHelp } from "./filter-help.tsx";
import { isUnfinished, longestFilter, parseFilter, settledPart } from "./parse-filter.ts";
import { suggestionsFor, type Suggestion } from "./suggestions.ts";

/** Filters that are remembered. */
const savedAtMost = 12;
/** Words that are not understood and told one by one. */
const shownProblems = 3;

type FilterBoxProps = {
  readonly text: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onChange: (text: string) => void;
};

/** What the log is narrowed by. It suggests the word being typed; saved filters come first. */
export const FilterBox = memo(function FilterBox({ text, input, onChange }: FilterBoxProps) {
  const { log } = useSession();
  const { settings } = useWindowState();
  const [isOpen, setOpen] = useState(false);
  // as they were at the last key: what is about to be picked stays in its place, however many requests come
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  const items = useMemo(() => suggestionsFor(text, addresses, settings.filters), [text, addresses, settings.filters]);
  const isShown = isOpen && items.length > 0;
  const isTyping = isShown || (isOpen && isUnfinished(text)); // the word at the end may become one of them, or right
  const { problems } = parseFilter(isTyping ? settledPart(text) : text);
  const open = (next: boolean): void => {
    if (next) setAddresses(log.devices().map(({ address }) => address));
    setOpen(next);
  };
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === "Enter") setOpen(false);
    else if (key === "Escape" && isShown) setOpen(false);
    else if (key === "Escape") onChange("");
  };
  return (
    <div className="filter">
      <Autocomplete.Root<Suggestion>
        items={items}
        mode="none"
        value={text}
        onValueChange={(next) => {
          onChange(next);
          open(true);
        }}
        itemToStringValue={({ filter }) => filter}
        inline
        open={isShown}
        onOpenChange={open}
      >
        <div className="filter-field" data-invalid={problems.length > 0 || undefined}>
          <Search aria-hidden className="filter-icon" />
          <Autocomplete.Input
            ref={input}
            className="filter-input"
            aria-label="Filter requests"
            aria-expanded={isShown}
            aria-invalid={problems.length > 0}
            aria-describedby={problems.length > 0 ? "filter-problem" : undefined}
            placeholder="Filter: words, status:4xx, is:active…"
            spellCheck={false}
            maxLength={longestFilter}
            onClick={() => open(true)}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen(false)}
          />
          {text !== "" && (
            <IconButton
              name="Show everything"
              onClick={() => {
                onChange("");
                input.current?.focus(); // this button goes
              }}
            >
              <X aria-hidden />
            </IconButton>
          )}
          <SaveFilter filter={text.trim()} />
          <FilterHelp />
        </div>
        <div className="filter-below">
          {problems.length > 0 && (
            <div id="filter-problem" className="filter-problem" role="status">
              <Problems problems={problems} />
            </div>
          )}
          {isShown && <Suggestions onPick={onChange} />}
        </div>
      </Autocomplete.Root>
    </div>
  );
});

/** What could not be understood, one in each line. */
function Problems({ problems }: { problems: readonly string[] }) {
  const more = problems.length - shownProblems;
  return (
    <>
      {problems.slice(0, shownProblems).map((problem, index) => (
        <p key={index}>
          <NetworkText text={problem} limit={160} />
        </p>
      ))}
      {more > 0 && <p>and {formatCount(more)} more</p>}
    </>
  );
}

/** In its place in the page, not over all of it: the log below goes on, for screen readers too. */
function Suggestions({ onPick }: { onPick: (filter: string) => void }) {
  return (
    <Autocomplete.List
      className="menu suggestions"
      aria-label="Suggestions"
      onMouseDown={(event) => event.preventDefault()}
    >
      {(suggestion: Suggestion) => (
        <Autocomplete.Item
          key={suggestion.word}
          value={suggestion}
          className="menu-item suggestion"
          onClick={() => onPick(suggestion.filter)}
        >
          <NetworkText text={suggestion.word} limit={60} className="code" />
          <span className="soft">{suggestion.means}</span>
        </Autocomplete.Item>
      )}
    </Autocomplete.List>
  );
}

/** Saves the filter, or forgets it. */
function SaveFilter({ filter }: { filter: string }) {
  const session = useSession();
  const { filters } = useWindowState().settings;
  if (filter === "") return null;
  const isSaved = filters.includes(filter);
  const others = filters.filter((saved) => saved !== filter);
  const next = isSaved ? others : [filter, ...others].slice(0, savedAtMost);
  return (
    <IconButton
      name={isSaved ? "Forget this saved filter" : "Save this filter"}
      aria-pressed={isSaved}
      onClick={() => void session.changeSettings({ filters: next })}
    >
      {isSaved ? <BookmarkCheck aria-hidden /> : <Bookmark aria-hidden />}
    </IconButton>
  );
}
