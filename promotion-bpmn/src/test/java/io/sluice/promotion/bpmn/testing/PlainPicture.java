package io.sluice.promotion.bpmn.testing;

import io.sluice.promotion.bpmn.verify.file.ProcessElement;
import io.sluice.promotion.bpmn.verify.file.ProcessFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws a process file that has no picture. Nobody would call it beautiful, but it shows what runs. */
final class PlainPicture {
    private static final int GAP = 60;
    private static final Set<String> SCOPES = Set.of("subProcess", "transaction");

    private record Box(double x, double y, double width, double height) {}

    private final StringBuilder di = new StringBuilder();
    private final Map<String, Box> boxes = new HashMap<>();

    private PlainPicture() {}

    static String of(String file) {
        ProcessElement process = ProcessFile.read(BpmnFile.bytes(file))
                .children("process")
                .findFirst()
                .orElseThrow();
        PlainPicture picture = new PlainPicture();
        picture.place(process, 100, 100);
        picture.connect(process);
        return file.replaceFirst("</(\\w+:)?definitions>", """
                <bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
                    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI">
                  <bpmndi:BPMNPlane bpmnElement="%s">
                %s  </bpmndi:BPMNPlane>
                </bpmndi:BPMNDiagram>
                </$1definitions>""".formatted(process.id(), picture.di));
    }

    /** Returns the size of what is in the scope. */
    private double[] place(ProcessElement scope, double left, double top) {
        double x = left;
        double height = 80;
        for (ProcessElement node : nodes(scope)) {
            if (node.is("boundaryEvent")) {
                continue;
            }
            double[] size = size(node);
            if (SCOPES.contains(node.name().local())) {
                double[] inner = place(node, x + 40, top + 40);
                size = new double[] {inner[0] + 80, inner[1] + 80};
            }
            boxes.put(node.id(), new Box(x, top, size[0], size[1]));
            x += size[0] + GAP;
            height = Math.max(height, size[1]);
        }
        Map<String, Integer> attached = new HashMap<>();
        for (ProcessElement node : nodes(scope)) {
            if (node.is("boundaryEvent")) {
                String host = node.attribute("attachedToRef").orElse("");
                Box at = boxes.getOrDefault(host, new Box(0, 0, 100, 80));
                int before = attached.merge(host, 1, Integer::sum) - 1;
                boxes.put(node.id(), new Box(at.x() + 2 + before * 37, at.y() + at.height() - 18, 36, 36));
            }
        }
        nodes(scope).forEach(this::draw);
        return new double[] {Math.max(100, x - GAP - left), height + 20};
    }

    private void draw(ProcessElement node) {
        Box box = boxes.get(node.id());
        di.append("<bpmndi:BPMNShape bpmnElement=\"%s\"%s><dc:Bounds x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" />"
                .formatted(
                        node.id(),
                        SCOPES.contains(node.name().local()) ? " isExpanded=\"true\"" : "",
                        box.x(),
                        box.y(),
                        box.width(),
                        box.height()));
        di.append("</bpmndi:BPMNShape>\n");
    }

    private void connect(ProcessElement process) {
        process.withDescendants().filter(element -> element.is("sequenceFlow")).forEach(flow -> {
            Box from = boxes.get(flow.attribute("sourceRef").orElse(""));
            Box to = boxes.get(flow.attribute("targetRef").orElse(""));
            if (from != null && to != null) {
                di.append(("<bpmndi:BPMNEdge bpmnElement=\"%s\"><di:waypoint x=\"%s\" y=\"%s\" />"
                                + "<di:waypoint x=\"%s\" y=\"%s\" /></bpmndi:BPMNEdge>\n")
                        .formatted(
                                flow.id(),
                                from.x() + from.width(),
                                from.y() + from.height() / 2,
                                to.x(),
                                to.y() + to.height() / 2));
            }
        });
    }

    private static double[] size(ProcessElement node) {
        String kind = node.name().local();
        if (kind.endsWith("Event")) {
            return new double[] {36, 36};
        }
        return kind.endsWith("Gateway") ? new double[] {50, 50} : new double[] {100, 80};
    }

    private static List<ProcessElement> nodes(ProcessElement scope) {
        return scope.children().stream()
                .filter(child ->
                        child.name().local().matches(".*(Event|Gateway|Task|task|Activity|subProcess|transaction)"))
                .toList();
    }
}
