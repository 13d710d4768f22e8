package io.sluice.promotion.bpmn.verify.file;

import static io.sluice.promotion.bpmn.verify.file.Places.named;

import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.Rule;
import io.sluice.promotion.bpmn.verify.file.Box.Point;
import io.sluice.promotion.bpmn.verify.file.Drawing.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The picture shows what runs: people approve what they see. Every node and flow is drawn once, flows are drawn between
 * the shapes they connect, boundary events on the border of their step, what is in a sub-process within it, and nothing
 * on top of anything else. Labels, lanes, pools of this process, notes and groups do not count.
 */
final class Picture implements ProcessRule {
    /** Editors draw to the pixel; people with a mouse do not. */
    private static final double TOLERANCE = 5;

    private static final double SMALLEST = 10;

    private static final int MOST_COVERED = 20;

    /** A node with its place, and the collapsed sub-process that hides it, if any. */
    private record Placed(ProcessElement node, Page page, Box box, Optional<ProcessElement> hiddenIn) {}

    @Override
    public void check(ProcessElement root, Findings found) {
        root.children("process").findFirst().ifPresent(process -> {
            Drawing drawing = Drawing.of(root, process);
            if (drawing.isDrawn()) {
                check(root, process, drawing, found);
            } else {
                found.say(
                        Rule.P_PICTURE,
                        process,
                        "The file has no picture of the process.",
                        "Draw it in Camunda Modeler.");
            }
        });
    }

    private static void check(ProcessElement root, ProcessElement process, Drawing drawing, Findings found) {
        Map<String, Placed> placed = new LinkedHashMap<>();
        process.withDescendants()
                .filter(Flow::isNode)
                .forEach(node -> place(node, drawing, found).ifPresent(place -> placed.put(node.id(), place)));
        process.withDescendants()
                .filter(element -> element.is("sequenceFlow"))
                .forEach(flow -> checkFlow(flow, drawing, placed, found));
        placed.values().forEach(each -> {
            checkInside(each, placed, found);
            Optional.ofNullable(
                            placed.get(each.node().attribute("attachedToRef").orElse("")))
                    .ifPresent(host -> checkAttached(each, host, found));
        });
        checkCovered(new ArrayList<>(placed.values()), found);
        checkOtherPools(root, process, drawing, placed, found);
    }

    private static Optional<Placed> place(ProcessElement node, Drawing drawing, Findings found) {
        ProcessElement scope = node.parent().orElseThrow();
        Page page = drawing.pageOf(scope);
        List<ProcessElement> shapes = page.shapes(node.id());
        Optional<Box> box = shapes.stream()
                .findFirst()
                .flatMap(Drawing::box)
                .filter(each -> each.width() >= SMALLEST && each.height() >= SMALLEST);
        if (shapes.size() > 1) {
            say(found, node, named(node) + " is drawn twice.", "Remove one of its shapes.");
        } else if (box.isEmpty()) {
            say(found, node, named(node) + " is not drawn.", "Remove it from the file, or draw it again.");
        } else if (Colours.hide(shapes.get(0))) {
            say(found, node, named(node) + " is drawn in a colour that is hardly seen.", "Choose a darker colour.");
        } else if (drawing.hasPage(node) && isExpanded(shapes.get(0))) {
            say(
                    found,
                    node,
                    named(node) + " is drawn open, but what is in it stands on another page.",
                    "Draw it collapsed.");
        }
        return box.map(each -> new Placed(node, page, each, hiddenIn(scope, drawing)));
    }

    private static Optional<ProcessElement> hiddenIn(ProcessElement scope, Drawing drawing) {
        ProcessElement here = scope;
        while (!here.is("process")) {
            List<ProcessElement> shapes =
                    drawing.pageOf(here.parent().orElseThrow()).shapes(here.id());
            if (drawing.hasPage(here) || shapes.isEmpty() || !isExpanded(shapes.get(0))) {
                return Optional.of(here);
            }
            here = here.parent().orElseThrow();
        }
        return Optional.empty();
    }

    private static boolean isExpanded(ProcessElement shape) {
        return shape.attribute("isExpanded").orElse("").equals("true");
    }

    private static void checkFlow(ProcessElement flow, Drawing drawing, Map<String, Placed> placed, Findings found) {
        Page page = drawing.pageOf(flow.parent().orElseThrow());
        List<ProcessElement> edges = page.edges(flow.id());
        List<Point> points = edges.stream().findFirst().map(Drawing::points).orElse(List.of());
        if (edges.size() > 1) {
            say(found, flow, "Flow " + named(flow) + " is drawn twice.", "Remove one of its lines.");
        } else if (points.size() < 2) {
            say(found, flow, "Flow " + named(flow) + " is not drawn.", "Remove it from the file, or draw it again.");
        } else if (Colours.hide(edges.get(0))) {
            say(
                    found,
                    flow,
                    "Flow " + named(flow) + " is drawn in a colour that is hardly seen.",
                    "Choose a darker colour.");
        } else {
            checkEnd(flow, "sourceRef", points.get(0), placed, found);
            checkEnd(flow, "targetRef", points.get(points.size() - 1), placed, found);
        }
    }

    private static void checkEnd(
            ProcessElement flow, String attribute, Point point, Map<String, Placed> placed, Findings found) {
        Placed meant = placed.get(flow.attribute(attribute).orElse(""));
        if (meant == null || touches(meant, point)) {
            return;
        }
        boolean source = attribute.equals("sourceRef");
        String seen = placed.values().stream()
                .filter(each -> each.page() == meant.page() && touches(each, point))
                .findFirst()
                .map(each -> (source ? "from " : "to ") + named(each.node()))
                .orElse(source ? "from nowhere" : "to nowhere");
        say(
                found,
                flow,
                "Flow " + named(flow) + " is drawn " + seen + " but runs " + (source ? "from " : "to ")
                        + named(meant.node()) + ".",
                "Connect it again in the editor.");
    }

    /** Steps are large, so that a line must end at their border; events and gateways are hardly larger than its arrow. */
    private static boolean touches(Placed placed, Point point) {
        ProcessElement node = placed.node();
        boolean small =
                node.name().local().endsWith("Event") || node.name().local().endsWith("Gateway");
        return small ? placed.box().contains(point, TOLERANCE) : placed.box().distanceToOutline(point) <= TOLERANCE;
    }

    /** The first of them is enough: somebody who draws everything in one place has one mistake to mend. */
    private static void checkCovered(List<Placed> placed, Findings found) {
        int covered = 0;
        for (int i = 0; i < placed.size(); i++) {
            for (int j = i + 1; j < placed.size() && covered < MOST_COVERED; j++) {
                Placed one = placed.get(i);
                Placed other = placed.get(j);
                if (one.box().covers(other.box(), TOLERANCE) && mustNotCover(one, other)) {
                    refuseCovered(one, other, found);
                    covered++;
                }
            }
        }
    }

    /** The earlier one in the file may be around the later one, never the other way round. */
    private static boolean mustNotCover(Placed one, Placed other) {
        return one.page() == other.page()
                && one.hiddenIn().equals(other.hiddenIn())
                && !isIn(other.node(), one.node())
                && !isAt(other.node(), one.node())
                && !isAt(one.node(), other.node());
    }

    private static void refuseCovered(Placed one, Placed other, Findings found) {
        Finding finding = Finding.of(
                Rule.P_PICTURE,
                "bpmn." + Rule.P_PICTURE.id(),
                named(one.node()) + " and " + named(other.node()) + " are drawn on top of each other.",
                "Move one of them.",
                Places.element(other.node()));
        found.add(finding.with(List.of(Places.element(one.node()))), other.node());
    }

    private static void checkInside(Placed placed, Map<String, Placed> all, Findings found) {
        ProcessElement scope = placed.node().parent().orElseThrow();
        while (!scope.is("process")) {
            Placed around = all.get(scope.id());
            if (around != null
                    && around.page() == placed.page()
                    && around.hiddenIn().equals(placed.hiddenIn())
                    && !around.box().contains(placed.box().centre(), TOLERANCE)) {
                say(
                        found,
                        placed.node(),
                        named(placed.node()) + " is drawn outside of " + named(scope) + ", in which it runs.",
                        "Move it into the sub-process.");
                return;
            }
            scope = scope.parent().orElseThrow();
        }
    }

    private static void checkAttached(Placed event, Placed host, Findings found) {
        double reach = Math.max(event.box().width(), event.box().height()) / 2 + TOLERANCE;
        if (host.box().distanceToOutline(event.box().centre()) > reach) {
            say(
                    found,
                    event.node(),
                    named(event.node()) + " is not drawn on the border of " + named(host.node())
                            + ", to which it is attached.",
                    "Attach it again in the editor.");
        }
    }

    private static boolean isAt(ProcessElement event, ProcessElement host) {
        return event.is("boundaryEvent")
                && event.attribute("attachedToRef").orElse("").equals(host.id());
    }

    private static boolean isIn(ProcessElement node, ProcessElement scope) {
        return Stream.iterate(node.parent(), Optional::isPresent, above -> above.flatMap(ProcessElement::parent))
                .anyMatch(above -> above.orElseThrow() == scope);
    }

    /** A pool of somebody else is filled, and hides what is behind it. */
    private static void checkOtherPools(
            ProcessElement root, ProcessElement process, Drawing drawing, Map<String, Placed> placed, Findings found) {
        Page page = drawing.pageOf(process);
        Map<Box, ProcessElement> pools = new LinkedHashMap<>();
        root.children("collaboration")
                .flatMap(collaboration -> collaboration.children("participant"))
                .filter(pool -> !pool.attribute("processRef").orElse("").equals(process.id()))
                .forEach(pool -> page.shapes(pool.id()).stream()
                        .flatMap(shape -> Drawing.box(shape).stream())
                        .forEach(box -> pools.put(box, pool)));
        placed.values().stream()
                .filter(each -> each.page() == page)
                .forEach(each -> pools.entrySet().stream()
                        .filter(pool -> pool.getKey().covers(each.box(), TOLERANCE))
                        .findFirst()
                        .ifPresent(pool -> say(
                                found,
                                each.node(),
                                named(each.node()) + " is drawn under the pool " + named(pool.getValue()) + ".",
                                "Move one of them.")));
    }

    private static void say(Findings found, ProcessElement at, String message, String repair) {
        found.say(Rule.P_PICTURE, at, message, repair);
    }
}
