/** The screens, each with the part of the bundle that holds it. */
const PARTS: Record<string, () => Promise<unknown>> = {
  'sluice-workspace-selector': () => import('./selector/workspace-selector'),
  'sluice-board': () => import('./board/board'),
  'sluice-approval-queue': () => import('./queue/approval-queue'),
  'sluice-promotion-detail': () => import('./detail/promotion-detail'),
  'sluice-promotion-wizard': () => import('./wizard/promotion-wizard'),
  'sluice-workspace-settings': () => import('./settings/workspace-settings'),
  'sluice-bpmn-diagram': () => import('./diagram/bpmn-diagram'),
  'sluice-app': () => import('./app/app')
};

export const ELEMENTS = Object.keys(PARTS);

/**
 * Brings an element along. Needed only for elements in a shadow tree of the host's own; those in the page are found.
 */
export function load(...names: string[]): Promise<unknown> {
  return Promise.all(names.map(name => customElements.get(name) ? undefined : PARTS[name]?.()));
}

/** Brings along what the page uses now and whatever it uses later. */
export function watch(): void {
  const bring = (root: ParentNode) => {
    for (const name of ELEMENTS) {
      if (!customElements.get(name) && root.querySelector(name)) void load(name);
    }
  };
  bring(document);
  new MutationObserver(changes => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        if (node.localName in PARTS) void load(node.localName);
        if (node.firstElementChild) bring(node);
      }
    }
  }).observe(document, { childList: true, subtree: true });
}
