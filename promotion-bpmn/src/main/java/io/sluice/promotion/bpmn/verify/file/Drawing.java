package io.sluice.promotion.bpmn.verify.file;

import io.sluice.promotion.bpmn.verify.file.Box.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The pictures in a file: one of the process, and one of each sub-process that is drawn on a page of its own. */
final class Drawing {
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";

    /** What stands on one page, by the id of what it shows. One thing may stand there several times. */
    static final class Page {
        private final Map<String, List<ProcessElement>> shapes;
        private final Map<String, List<ProcessElement>> edges;

        private Page(ProcessElement plane) {
            this.shapes = drawn(plane, "BPMNShape");
            this.edges = drawn(plane, "BPMNEdge");
        }

        /** The drawings of this shape on the page. */
        List<ProcessElement> shapes(String id) {
            return shapes.getOrDefault(id, List.of());
        }

        /** The drawings of this flow on the page. */
        List<ProcessElement> edges(String id) {
            return edges.getOrDefault(id, List.of());
        }
    }

    private final Map<String, Page> pages = new HashMap<>();
    private final Optional<Page> main;

    private Drawing(ProcessElement root, ProcessElement process) {
        List<String> collaborations =
                root.children("collaboration").map(ProcessElement::id).toList();
        List<ProcessElement> planes = root.children().stream()
                .filter(child -> isDi(child, "BPMNDiagram"))
                .flatMap(diagram -> diagram.children().stream())
                .filter(plane -> isDi(plane, "BPMNPlane"))
                .toList();
        planes.forEach(plane -> pages.putIfAbsent(shows(plane), new Page(plane)));
        // An editor opens the first one.
        this.main = planes.stream()
                .map(Drawing::shows)
                .filter(id -> id.equals(process.id()) || collaborations.contains(id))
                .findFirst()
                .map(pages::get);
    }

    static Drawing of(ProcessElement root, ProcessElement process) {
        return new Drawing(root, process);
    }

    /** Whether there is a picture of the process at all. */
    boolean isDrawn() {
        return main.isPresent();
    }

    /** Whether this sub-process has a page of its own. */
    boolean hasPage(ProcessElement scope) {
        return pages.containsKey(scope.id());
    }

    /** The page on which things in this scope are drawn. */
    Page pageOf(ProcessElement scope) {
        ProcessElement here = scope;
        while (!here.is("process")) {
            Page own = pages.get(here.id());
            if (own != null) {
                return own;
            }
            here = here.parent().orElseThrow();
        }
        return main.orElseThrow();
    }

    private static Map<String, List<ProcessElement>> drawn(ProcessElement plane, String kind) {
        Map<String, List<ProcessElement>> drawn = new HashMap<>();
        plane.children().stream()
                .filter(child -> isDi(child, kind))
                .forEach(child -> drawn.computeIfAbsent(shows(child), id -> new ArrayList<>())
                        .add(child));
        return drawn;
    }

    private static String shows(ProcessElement drawn) {
        return drawn.attribute("bpmnElement").orElse("");
    }

    private static boolean isDi(ProcessElement element, String local) {
        return element.name().namespace().equals(DI) && element.name().local().equals(local);
    }

    /** Where a shape is; empty when its numbers are none. */
    static Optional<Box> box(ProcessElement shape) {
        return shape.children().stream()
                .filter(child -> child.name().local().equals("Bounds"))
                .findFirst()
                .flatMap(bounds -> numbers(bounds, "x", "y", "width", "height"))
                .map(numbers -> new Box(numbers[0], numbers[1], numbers[2], numbers[3]));
    }

    /** The corners of a flow; empty when one of them is none. */
    static List<Point> points(ProcessElement edge) {
        List<Optional<Point>> points = edge.children().stream()
                .filter(child -> child.name().local().equals("waypoint"))
                .map(waypoint -> numbers(waypoint, "x", "y").map(numbers -> new Point(numbers[0], numbers[1])))
                .toList();
        return points.stream().anyMatch(Optional::isEmpty)
                ? List.of()
                : points.stream().flatMap(Optional::stream).toList();
    }

    private static Optional<double[]> numbers(ProcessElement element, String... attributes) {
        try {
            double[] numbers = Stream.of(attributes)
                    .mapToDouble(attribute ->
                            Double.parseDouble(element.attribute(attribute).orElse("")))
                    .toArray();
            return areSeen(numbers) ? Optional.of(numbers) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Neither infinite nor so far away that nobody would scroll there. */
    private static boolean areSeen(double[] numbers) {
        for (double number : numbers) {
            if (!(Math.abs(number) <= 100_000)) {
                return false;
            }
        }
        return true;
    }
}
