import { useRef } from "react";
import { NetworkText } from "../controls/network-text.tsx";
import { useSession, useWindowState } from "../store/use-session.ts";

/** The devices that get nothing, and the way back for each; nothing where there are none. */
export function BlockedCard() {
  const session = useSession();
  const { blocked } = useWindowState();
  const list = useRef<HTMLUListElement>(null);
  if (blocked.length === 0) return null;
  const unblock = async (address: string, index: number): Promise<void> => {
    await session.unblock(address);
    requestAnimationFrame(() => {
      // the one that follows has taken its place
      const buttons = list.current?.querySelectorAll<HTMLElement>("button") ?? [];
      buttons[Math.min(index, buttons.length - 1)]?.focus();
    });
  };
  return (
    <section className="card blocked-card" aria-labelledby="blocked-heading">
      <h2 id="blocked-heading" className="card-heading">
        Blocked
      </h2>
      <p className="soft small">
        They get nothing until you unblock them, or quit Porchlight. Under another address a device is another one.
      </p>
      <ul ref={list} aria-label="Blocked devices">
        {blocked.map((address, index) => (
          <li key={address} className="address">
            <p className="address-url">
              <NetworkText text={address} limit={60} />
            </p>
            <button
              type="button"
              className="button small"
              aria-label={`Unblock ${address}`}
              onClick={() => void unblock(address, index)}
            >
              Unblock
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
