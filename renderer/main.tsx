import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Bridge } from "../electron/contract.ts";
import { App } from "./app.tsx";
import { Session } from "./store/session.ts";
import { SessionContext, useSession, useStore } from "./store/use-session.ts";
import "./styles/theme.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/overlays.css";
import "./styles/window.css";
import "./styles/share.css";
import "./styles/now.css";
import "./styles/log.css";
import "./styles/details.css";
import "./styles/forced.css";

const { bridge } = window as unknown as { readonly bridge: Bridge }; // the preload put it there

/** Nothing is drawn before something is known: that takes a moment only. */
function Loaded() {
  const state = useStore(useSession().state);
  return state === undefined ? null : <App />;
}

const session = new Session(bridge);
void session.start();

const element = document.getElementById("window");
if (element === null) throw new Error("the page has no place for the window");
createRoot(element).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={500}>
        <SessionContext value={session}>
          <Loaded />
        </SessionContext>
      </Tooltip.Provider>
    </CSPProvider>
  </StrictMode>,
);
