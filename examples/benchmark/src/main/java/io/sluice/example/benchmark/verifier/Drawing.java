package io.sluice.example.benchmark.verifier;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A process file that is drawn while its elements are named: nodes stand in columns and rows, and flows run straight from
 * the right side of one node to the left side of another.
 */
final class Drawing {
    private static final int COLUMN = 160;
    private static final int ROW = 160;

    /** A node of this size. */
    enum Size {
        EVENT(36, 36),
        GATEWAY(50, 50),
        TASK(100, 80);

        private final int width;
        private final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private record Box(int x, int y, int width, int height) {
        int middle() {
            return y + height / 2;
        }
    }

    private final String id;
    private final StringBuilder elements = new StringBuilder();
    private final StringBuilder roots = new StringBuilder();
    private final StringBuilder picture = new StringBuilder();
    private final Map<String, Box> boxes = new HashMap<>();

    /** A process of that key. */
    Drawing(String id) {
        this.id = id;
    }

    /** A node in the middle of a cell; {@code element} has the element's name and, after a space, attributes. */
    Drawing node(String id, Size size, int column, int row, String element, String body) {
        int x = column * COLUMN + (COLUMN - size.width) / 2;
        int y = row * ROW + (ROW - size.height) / 2;
        return shape(id, new Box(x, y, size.width, size.height), element, body);
    }

    Drawing start(String id, int column, int row) {
        return node(id, Size.EVENT, column, row, "startEvent", "");
    }

    Drawing end(String id, int column, int row) {
        return node(id, Size.EVENT, column, row, "endEvent", "");
    }

    Drawing task(String id, int column, int row) {
        return node(id, Size.TASK, column, row, "userTask", "");
    }

    Drawing gateway(String id, String kind, int column, int row) {
        return node(id, Size.GATEWAY, column, row, kind, "");
    }

    /** An event on the lower border of a node, the first of several on the left. */
    Drawing boundary(String id, String on, int place, boolean interrupting, String definition) {
        Box host = box(on);
        Box box = new Box(host.x + 8 + place * 46, host.y + host.height - 18, 36, 36);
        String element = "boundaryEvent attachedToRef=\"" + on + "\" cancelActivity=\"" + interrupting + "\"";
        return shape(id, box, element, definition);
    }

    /** Opens a sub-process that reaches from one column of the first row to another one, by so much less high than it. */
    Drawing open(String id, int from, int to, int inset) {
        boxes.put(id, new Box(from * COLUMN, inset, (to - from + 1) * COLUMN, ROW - 2 * inset));
        picture.append(shape(id));
        elements.append("<subProcess id=\"%s\" name=\"%s\">\n".formatted(id, id));
        return this;
    }

    /** Closes the sub-process that was opened last. */
    Drawing close() {
        elements.append("</subProcess>\n");
        return this;
    }

    /** A flow, with a condition unless that is empty. */
    Drawing flow(String from, String to, String condition) {
        String flow = from + "-" + to;
        elements.append("<sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\"".formatted(flow, from, to))
                .append(
                        condition.isEmpty()
                                ? "/>\n"
                                : "><conditionExpression xsi:type=\"tFormalExpression\">" + condition
                                        + "</conditionExpression></sequenceFlow>\n");
        Box source = box(from);
        Box target = box(to);
        picture.append("""
                <bpmndi:BPMNEdge id="%1$s-edge" bpmnElement="%1$s">\
                <di:waypoint x="%2$d" y="%3$d"/><di:waypoint x="%4$d" y="%5$d"/></bpmndi:BPMNEdge>
                """.formatted(flow, source.x + source.width, source.middle(), target.x, target.middle()));
        return this;
    }

    Drawing flow(String from, String to) {
        return flow(from, to, "");
    }

    /** Something beside the process. */
    Drawing root(String element) {
        roots.append(element).append('\n');
        return this;
    }

    /** The file. */
    byte[] bytes() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
                    xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                    id="definitions" targetNamespace="urn:sluice:benchmark">
                <process id="%1$s" name="%1$s" isExecutable="true" camunda:historyTimeToLive="P30D">
                %2$s</process>
                %4$s<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="%1$s">
                %3$s</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
                </definitions>
                """.formatted(id, elements, picture, roots).getBytes(StandardCharsets.UTF_8);
    }

    private Drawing shape(String id, Box box, String element, String body) {
        String name = element.split(" ", 2)[0];
        boxes.put(id, box);
        elements.append("<%s id=\"%s\" name=\"%s\">%s</%s>\n".formatted(element, id, id, body, name));
        picture.append(shape(id));
        return this;
    }

    private String shape(String id) {
        Box box = box(id);
        return """
                <bpmndi:BPMNShape id="%s-shape" bpmnElement="%s">\
                <dc:Bounds x="%d" y="%d" width="%d" height="%d"/></bpmndi:BPMNShape>
                """.formatted(id, id, box.x, box.y, box.width, box.height);
    }

    private Box box(String id) {
        Box box = boxes.get(id);
        if (box == null) {
            throw new IllegalArgumentException("Nothing is drawn for " + id + ".");
        }
        return box;
    }
}
