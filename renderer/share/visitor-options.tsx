import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronDown, Users } from "lucide-react";
import { Check } from "../controls/check.tsx";
import { Option } from "../controls/option.tsx";
import { NoteField } from "./note-field.tsx";
import { SendOptions } from "./send-options.tsx";
import { useRules } from "./use-rules.ts";
import { presets, rulesInShort, ruleWords } from "./visitor-words.ts";

/** What visitors of a folder may do beside opening it: a line that unfolds. */
export function VisitorOptions({ folder }: { folder: string }) {
  const { rules, change, chooseInbox } = useRules(folder);
  return (
    <Collapsible.Root className="visitors">
      <h3 className="visitors-heading">
        <Collapsible.Trigger className="visitors-trigger">
          <Users aria-hidden />
          <span>
            What visitors may do
            <span className="visitors-short soft small">{rulesInShort(rules)}</span>
          </span>
          <ChevronDown aria-hidden className="visitors-mark" />
        </Collapsible.Trigger>
      </h3>
      <Collapsible.Panel className="visitors-panel">
        <div className="visitors-part">
          <Option {...ruleWords.uploads} isOn={rules.uploads} onChange={(uploads) => change({ uploads })} />
          {rules.uploads && <SendOptions rules={rules} onChange={change} onChooseInbox={() => void chooseInbox()} />}
        </div>
        <div className="visitors-part">
          <Option {...ruleWords.website} isOn={rules.website} onChange={(website) => change({ website })} />
          {rules.website && (
            <div role="group" aria-label="How the website behaves" className="presets">
              {presets.map((preset) => (
                <Check
                  key={preset}
                  {...ruleWords[preset]}
                  isOn={rules[preset]}
                  onChange={(isOn) => change({ [preset]: isOn })}
                />
              ))}
            </div>
          )}
        </div>
        <NoteField key={folder} note={rules.note} onChange={(note) => change({ note })} />
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
