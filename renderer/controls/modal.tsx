import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { useRef, type ReactNode } from "react";

type ModalProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string;
  readonly wide?: boolean;
  /** Buttons at the foot: the one that changes nothing comes first, and has the keyboard at first. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** Whether a dialog or a menu stands over the window: what lies behind it takes no keys. */
export function isModalOpen(): boolean {
  return document.querySelector(".modal, [role=menu]") !== null;
}

/** A dialog over the window: it keeps the focus until it is closed, and gives it back. */
export function Modal({ open, onClose, title, description, wide = false, actions, children }: ModalProps) {
  const popup = useRef<HTMLDivElement>(null);
  const firstFocus = (): HTMLElement | null =>
    popup.current?.querySelector<HTMLElement>(".modal-foot button") ?? popup.current;
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Viewport className="modal-viewport">
          <Dialog.Popup ref={popup} initialFocus={firstFocus} className={wide ? "modal wide" : "modal"}>
            <header className="modal-head">
              <Dialog.Title className="modal-title">{title}</Dialog.Title>
              <Dialog.Close className="icon-button" aria-label="Close">
                <X aria-hidden />
              </Dialog.Close>
            </header>
            {description !== undefined && (
              <Dialog.Description className="modal-description">{description}</Dialog.Description>
            )}
            <div className="modal-body">{children}</div>
            {actions !== undefined && <footer className="modal-foot">{actions}</footer>}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
