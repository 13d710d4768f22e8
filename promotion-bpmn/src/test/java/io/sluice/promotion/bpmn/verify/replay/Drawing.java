package io.sluice.promotion.bpmn.verify.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/** Draws a process anew: every shape in a row of its own, every flow a straight line. Not pretty, but true to the file. */
final class Drawing {
    private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    private static final Set<String> SCOPES = Set.of("subProcess", "transaction");
    private static final int GAP = 60;

    private final BpmnDom dom;
    private final Map<String, Box> boxes = new HashMap<>();
    private Element plane;

    private record Box(int x, int y, int width, int height) {}

    private Drawing(BpmnDom dom) {
        this.dom = dom;
    }

    /** Replaces whatever picture the file had. */
    static void draw(BpmnDom dom) {
        new Drawing(dom).draw();
    }

    private void draw() {
        dom.all()
                .filter(element -> BPMNDI.equals(element.getNamespaceURI())
                        && element.getLocalName().equals("BPMNDiagram"))
                .toList()
                .forEach(BpmnDom::remove);
        Element process = dom.all("process").findFirst().orElseThrow();
        Element diagram = dom.create(BPMNDI, "bpmndi:BPMNDiagram");
        plane = dom.create(BPMNDI, "bpmndi:BPMNPlane");
        plane.setAttribute("bpmnElement", process.getAttribute("id"));
        diagram.appendChild(plane);
        process.getParentNode().appendChild(diagram);
        scope(process, 0, 0);
        dom.all("sequenceFlow").forEach(this::edge);
    }

    /** Lays out what lies in a scope, from left to right, and answers how wide and high that is. */
    private Box scope(Element scope, int left, int top) {
        int x = left + GAP;
        int height = 200;
        List<Element> nodes = BpmnDom.children(scope).filter(Drawing::isNode).toList();
        for (Element node : nodes) {
            if (node.getLocalName().equals("boundaryEvent")) {
                continue;
            }
            Box box = size(node, x, top + GAP);
            shape(node, box);
            x += box.width() + GAP;
            height = Math.max(height, box.height() + 3 * GAP);
        }
        Map<String, Integer> sitting = new HashMap<>();
        for (Element node : nodes) {
            if (node.getLocalName().equals("boundaryEvent")) {
                Box host = boxes.get(node.getAttribute("attachedToRef"));
                if (host != null) {
                    int seat = sitting.merge(node.getAttribute("attachedToRef"), 1, Integer::sum);
                    shape(node, new Box(host.x() + 40 * seat - 35, host.y() + host.height() - 18, 36, 36));
                }
            }
        }
        return new Box(left, top, x - left, height);
    }

    private Box size(Element node, int x, int y) {
        String kind = node.getLocalName();
        if (SCOPES.contains(kind)) {
            return scope(node, x, y);
        } else if (kind.endsWith("Event")) {
            return new Box(x, y, 36, 36);
        } else if (kind.endsWith("Gateway")) {
            return new Box(x, y, 50, 50);
        }
        return new Box(x, y, 280, 80);
    }

    private static boolean isNode(Element element) {
        String kind = element.getLocalName();
        return BpmnDom.BPMN.equals(element.getNamespaceURI())
                && (kind.endsWith("Event")
                        || kind.endsWith("Gateway")
                        || kind.endsWith("Task")
                        || kind.equals("task")
                        || kind.equals("callActivity")
                        || SCOPES.contains(kind));
    }

    private void shape(Element node, Box box) {
        String id = node.getAttribute("id");
        boxes.put(id, box);
        Element shape = dom.create(BPMNDI, "bpmndi:BPMNShape");
        shape.setAttribute("bpmnElement", id);
        if (SCOPES.contains(node.getLocalName())) {
            shape.setAttribute("isExpanded", "true");
        }
        Element bounds = dom.create(DC, "dc:Bounds");
        bounds.setAttribute("x", String.valueOf(box.x()));
        bounds.setAttribute("y", String.valueOf(box.y()));
        bounds.setAttribute("width", String.valueOf(box.width()));
        bounds.setAttribute("height", String.valueOf(box.height()));
        shape.appendChild(bounds);
        plane.appendChild(shape);
    }

    private void edge(Element flow) {
        Box from = boxes.get(flow.getAttribute("sourceRef"));
        Box to = boxes.get(flow.getAttribute("targetRef"));
        if (from != null && to != null) {
            Element edge = dom.create(BPMNDI, "bpmndi:BPMNEdge");
            edge.setAttribute("bpmnElement", flow.getAttribute("id"));
            edge.appendChild(waypoint(from.x() + from.width(), from.y() + from.height() / 2));
            edge.appendChild(waypoint(to.x(), to.y() + to.height() / 2));
            plane.appendChild(edge);
        }
    }

    private Element waypoint(int x, int y) {
        Element waypoint = dom.create(DI, "di:waypoint");
        waypoint.setAttribute("x", String.valueOf(x));
        waypoint.setAttribute("y", String.valueOf(y));
        return waypoint;
    }
}
