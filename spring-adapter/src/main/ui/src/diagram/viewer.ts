/** The part of the bundle with bpmn-js in it. Its makers' mark stays visible: their licence asks for it. */
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import diagramCss from 'bpmn-js/dist/assets/diagram-js.css?inline';
import type { ProcessState, ProcessStep } from '../api/contract';

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  zoom(to?: number | 'fit-viewport', center?: 'auto'): number;
  viewbox(): { scale: number };
  resized(): void;
  scroll(by: { dx: number; dy: number }): unknown;
}
interface Overlays {
  add(id: string, type: string, overlay: { position: Record<string, number>; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}
interface Registry {
  get(id: string): { width?: number } | undefined;
}

export const css: string = diagramCss;

const MARKERS = ['DONE', 'ACTIVE', 'INCIDENT', 'CANCELLED'] as const;
const markerOf = (state: ProcessStep['state']) => `sluice-${state.toLowerCase()}`;

/** A drawn process. */
export class Drawing {
  private readonly viewer: NavigatedViewer;
  private drawn?: string;

  constructor(private readonly container: HTMLElement) {
    this.viewer = new NavigatedViewer({
      container,
      // The wheel scrolls the page around it.
      zoomScroll: { enabled: false },
      bpmnRenderer: { defaultFillColor: 'var(--_surface)', defaultStrokeColor: 'var(--_text)', defaultLabelColor: 'var(--_text)' }
    } as ConstructorParameters<typeof NavigatedViewer>[0]);
  }

  async draw(xml: string, label: string): Promise<void> {
    if (xml === this.drawn) return;
    await this.viewer.importXML(xml);
    this.drawn = xml;
    const svg = this.container.querySelector('svg[tabindex]');
    svg?.setAttribute('role', 'group');
    svg?.setAttribute('aria-label', label);
    this.fit();
  }

  /** Colours what is done, where it stands and what is broken. */
  show(state: ProcessState, labels: (step: ProcessStep) => string): void {
    const canvas = this.get<Canvas>('canvas');
    const overlays = this.get<Overlays>('overlays');
    const registry = this.get<Registry>('elementRegistry');
    overlays.remove({ type: 'token' });
    for (const step of state.steps) {
      const shape = registry.get(step.id);
      if (!shape) continue;
      MARKERS.forEach(marker => canvas.removeMarker(step.id, markerOf(marker)));
      if (step.state !== 'AHEAD') canvas.addMarker(step.id, markerOf(step.state));
      if (step.state === 'ACTIVE' || step.state === 'INCIDENT') {
        overlays.add(step.id, 'token', { position: { top: -12, right: 14 }, html: token(step, labels(step)) });
      }
    }
    for (const [flow, times] of Object.entries(state.flows)) {
      if (times > 0 && registry.get(flow)) canvas.addMarker(flow, 'sluice-taken');
    }
  }

  zoom(factor: number): void {
    const canvas = this.get<Canvas>('canvas');
    canvas.zoom(Math.min(4, Math.max(0.2, canvas.viewbox().scale * factor)), 'auto');
  }

  move(dx: number, dy: number): void {
    this.get<Canvas>('canvas').scroll({ dx, dy });
  }

  fit(): void {
    const canvas = this.get<Canvas>('canvas');
    canvas.resized();
    if (this.container.clientWidth > 0) canvas.zoom('fit-viewport', 'auto');
  }

  destroy(): void {
    this.viewer.destroy();
  }

  private get<T>(service: string): T {
    return this.viewer.get(service) as T;
  }
}

function token(step: ProcessStep, label: string): HTMLElement {
  const element = document.createElement('div');
  element.className = `token ${markerOf(step.state)}`;
  element.textContent = step.state === 'INCIDENT' ? '!' : String(Math.max(1, step.active));
  element.title = label;
  return element;
}
