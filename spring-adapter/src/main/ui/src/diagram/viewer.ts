/** The part of the bundle with bpmn-js in it. Its makers' mark stays visible: their licence asks for it. */
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import diagramCss from 'bpmn-js/dist/assets/diagram-js.css?inline';
import type { ProcessState, ProcessStep } from '../api/contract';

interface Canvas {
  addMarker(id: string, marker: string): void;
  removeMarker(id: string, marker: string): void;
  zoom(to?: number | 'fit-viewport', center?: 'auto'): number;
  viewbox(): Viewbox;
  viewbox(box: Box): Viewbox;
  resized(): void;
  scroll(by: { dx: number; dy: number }): unknown;
}
interface Box { x: number; y: number; width: number; height: number }
interface Viewbox extends Box { scale: number; inner: Box; outer: { width: number; height: number } }
interface Overlays {
  add(id: string, type: string, overlay: { position: Record<string, number>; html: HTMLElement }): string;
  remove(filter: { type: string }): void;
}
interface Registry {
  get(id: string): Partial<Box> | undefined;
}

export const css: string = diagramCss;

/** Pixels around a drawing, and below it for the makers' mark. */
const MARGIN = 20;
const MARK = 56;
const READABLE = 0.6;

const MARKERS = ['DONE', 'ACTIVE', 'INCIDENT', 'CANCELLED'] as const;
const markerOf = (state: ProcessStep['state']) => `sluice-${state.toLowerCase()}`;

/** A drawn process. */
export class Drawing {
  private readonly viewer: NavigatedViewer;
  private drawn?: string;
  private fresh = false;

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
    this.fresh = true;
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
    if (this.fresh) {
      this.fresh = false;
      this.begin(state);
    }
  }

  zoom(factor: number): void {
    const canvas = this.get<Canvas>('canvas');
    canvas.zoom(Math.min(4, Math.max(0.2, canvas.viewbox().scale * factor)), 'auto');
  }

  move(dx: number, dy: number): void {
    this.get<Canvas>('canvas').scroll({ dx, dy });
  }

  /** All of it, above the makers' mark. */
  fit(): void {
    const canvas = this.get<Canvas>('canvas');
    if (this.container.clientWidth === 0) return;
    canvas.resized();
    const { inner, outer } = canvas.viewbox();
    const scale = Math.min((outer.width - 2 * MARGIN) / inner.width, (outer.height - MARGIN - MARK) / inner.height, 1);
    this.look(inner.x - (outer.width / scale - inner.width) / 2, inner.y - Math.max(MARGIN, (outer.height - MARK - inner.height * scale) / 2) / scale, scale);
  }

  /** Where it stands, when all of it would be too small to read. */
  begin(state: ProcessState): void {
    const canvas = this.get<Canvas>('canvas');
    this.fit();
    const now = state.steps.find(step => step.state === 'INCIDENT') ?? state.steps.find(step => step.state === 'ACTIVE');
    const shape = now && this.get<Registry>('elementRegistry').get(now.id);
    const { scale, outer } = canvas.viewbox();
    if (scale >= READABLE || shape?.x === undefined || shape.y === undefined) return;
    this.look(shape.x + (shape.width ?? 0) / 2 - outer.width / READABLE / 2, shape.y + (shape.height ?? 0) / 2 - outer.height / READABLE / 2, READABLE);
  }

  private look(x: number, y: number, scale: number): void {
    const canvas = this.get<Canvas>('canvas');
    const { outer } = canvas.viewbox();
    canvas.viewbox({ x, y, width: outer.width / scale, height: outer.height / scale });
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
