import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useText } from './text.ts';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  /** On the button that does it. */
  readonly label: string;
  readonly onConfirm: () => void;
  /** However it has been closed. */
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. Open from the moment that it is there; Escape leaves it. */
export function ConfirmDialog({ title, text, label, onConfirm, onClose }: ConfirmDialogProps): JSX.Element {
  const t = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const close = (): void => {
    dialog.current?.close();
    onClose();
  };
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      // Chromium says it a frame later; by then the person may have opened the next dialogue.
      onClose={({ currentTarget }) => {
        if (currentTarget.isConnected) onClose();
      }}
    >
      <h3 id={`${id}-title`}>{title}</h3>
      <p id={`${id}-text`}>{text}</p>
      <div class="actions">
        <button type="button" class="cancel" autoFocus onClick={close}>
          {t('options.cancel')}
        </button>
        <button
          type="button"
          class="confirm danger"
          onClick={() => {
            close();
            onConfirm();
          }}
        >
          {label}
        </button>
      </div>
    </dialog>
  );
}

export interface ConfirmedButtonProps extends Omit<ConfirmDialogProps, 'onClose'> {
  readonly id?: string;
  /** Where the label alone does not say what it is about. */
  readonly accessibleName?: string;
}

/** A button whose deed is asked about first. */
export function ConfirmedButton({ id, accessibleName, ...dialog }: ConfirmedButtonProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        id={id}
        type="button"
        aria-label={accessibleName}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {dialog.label}
      </button>
      {isOpen && (
        <ConfirmDialog
          {...dialog}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}
