import { CircleHelp, ExternalLink, QrCode as QrIcon } from "lucide-react";
import { useState } from "react";
import type { Address, ShareStatus } from "../../electron/contract.ts";
import { CopyButton } from "../controls/copy-button.tsx";
import { IconButton } from "../controls/icon-button.tsx";
import { Modal } from "../controls/modal.tsx";
import { NetworkText } from "../controls/network-text.tsx";
import { useSession } from "../store/use-session.ts";
import { QrCode } from "./qr-code.tsx";

const enlarge = "Show the QR code large";

type On = Extract<ShareStatus, { readonly kind: "on" }>;

type AddressCardProps = {
  readonly share: On;
  /** Whether the code is shown over the window. */
  readonly isLarge: boolean;
  readonly onEnlarge: () => void;
  readonly onReduce: () => void;
  readonly onHelp: () => void;
};

/** Where other devices find the folder: best first. */
export function AddressCard({ share, isLarge, onEnlarge, onReduce, onHelp }: AddressCardProps) {
  const [chosen, choose] = useState<string>();
  const isForOthers = share.choice.reach === "network";
  const address = share.addresses.find(({ url }) => url === chosen) ?? share.addresses[0];
  return (
    <section className="card address-card" aria-labelledby="address-heading">
      <h2 id="address-heading" className="card-heading">
        {isForOthers ? "Open it on another device" : "Open it on this computer"}
      </h2>
      {(address !== undefined || share.firstVisitor !== undefined) && <Reached share={share} />}
      {address === undefined && (
        <p className="note">This computer is on no network just now. Addresses appear here as soon as it is.</p>
      )}
      {address !== undefined && isForOthers && (
        <button type="button" className="qr-button" onClick={onEnlarge} aria-label={enlarge} title={enlarge}>
          <QrCode rows={address.qr} label={`QR code of ${address.url}`} />
        </button>
      )}
      <ul aria-label="Addresses">
        {share.addresses.map((each, index) => (
          <AddressRow
            key={each.url}
            address={each}
            isBest={index === 0}
            isChosen={each.url === address?.url}
            onChoose={isForOthers ? () => choose(each.url) : undefined}
          />
        ))}
      </ul>
      {isForOthers && (
        <button type="button" className="button quiet" onClick={onHelp}>
          <CircleHelp aria-hidden /> Others cannot connect?
        </button>
      )}
      {address !== undefined && (
        <Modal open={isLarge} onClose={onReduce} title="Point a camera at this">
          <div className="qr-large">
            <QrCode rows={address.qr} label={`QR code of ${address.url}`} />
            <p className="address-url">{address.url}</p>
          </div>
        </Modal>
      )}
    </section>
  );
}

type AddressRowProps = {
  readonly address: Address;
  readonly isBest: boolean;
  readonly isChosen: boolean;
  /** undefined: there is no code to choose, no camera could follow it. */
  readonly onChoose: (() => void) | undefined;
};

function AddressRow({ address, isBest, isChosen, onChoose }: AddressRowProps) {
  const session = useSession();
  const { url } = address;
  return (
    <li className="address" data-best={isBest || undefined} data-aside={isAside(address) || undefined}>
      <div>
        <AddressText url={url} />
        <p className="soft small">{adapterWords(address)}</p>
      </div>
      {onChoose !== undefined && (
        <IconButton name={`Show the QR code of ${url}`} aria-pressed={isChosen} onClick={onChoose}>
          <QrIcon aria-hidden />
        </IconButton>
      )}
      <CopyButton text={url} what={url} />
      <IconButton
        name={`Open ${url} in the browser`}
        onClick={() => void session.attempt(session.bridge.request("address:open", url))}
      >
        <ExternalLink aria-hidden />
      </IconButton>
    </li>
  );
}

/** What is typed into a browser. The port stays in one piece: half of one in a line of its own would be another. */
function AddressText({ url }: { url: string }) {
  const [, host = url, port = ""] = /^http:\/\/(.*?)(:\d+)?\/?$/.exec(url) ?? [];
  return (
    <p className="address-url">
      {host}
      <wbr />
      <span className="address-port">{port}</span>
    </p>
  );
}

const kinds: Readonly<Record<Address["adapterKind"], string>> = {
  network: "",
  vpn: "VPN: most devices at home cannot reach it",
  virtual: "containers and virtual machines only",
  loopback: "this computer only",
};

function isAside({ adapterKind }: Address): boolean {
  return adapterKind === "vpn" || adapterKind === "virtual";
}

function adapterWords({ kind, adapter, adapterKind }: Address): string {
  return [kind === "name" ? "This computer’s name" : kind, adapter, kinds[adapterKind]]
    .filter((part) => part !== "")
    .join(" · ");
}

/** The one test that counts: has another device got through? */
function Reached({ share }: { share: On }) {
  const { firstVisitor } = share;
  if (share.choice.reach === "computer") return null;
  return (
    <p className="reached" role="status" data-reached={firstVisitor !== undefined || undefined}>
      <span className="reached-dot" aria-hidden />
      {firstVisitor === undefined ? (
        "Waiting for the first request from another device…"
      ) : (
        <span>
          Reached from <NetworkText text={firstVisitor} limit={60} />
        </span>
      )}
    </p>
  );
}
