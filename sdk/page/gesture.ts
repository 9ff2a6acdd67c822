/**
 * Whether the bridge would hear this page at all: a secure top-level page, within a user gesture.
 * Outside a gesture the bridge keeps silent, so that no page can probe for it; nobody need wait for that silence.
 */
export function mayAsk(): boolean {
  return window.isSecureContext && window.top === window && navigator.userActivation.isActive;
}
