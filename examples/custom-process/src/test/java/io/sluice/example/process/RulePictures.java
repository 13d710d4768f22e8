package io.sluice.example.process;

import com.fasterxml.jackson.jr.ob.JSON;
import io.sluice.promotion.bpmn.verify.Finding;
import io.sluice.promotion.bpmn.verify.PathStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each picture of the rules shows: a part of a file and, where a rule is broken, the way that shows it. */
final class RulePictures {
    private static final Path LIST = Variants.PROCESSES.resolve("pictures.json");
    private static final Path SHIPPED =
            Path.of("../../promotion-bpmn/src/main/resources/io/sluice/promotion/bpmn/promotion.bpmn");

    private RulePictures() {}

    /** A wrong variant and where it is done right, each with the elements to show. */
    record Pair(String wrong, List<String> focus, List<String> found, Right right) {}

    /** Where it is done right. */
    record Right(String file, List<String> focus, List<String> mended) {}

    static List<Pair> pairs() {
        try {
            return JSON.std.listOfFrom(Pair.class, Files.readString(LIST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list for the program that draws. */
    static String orders() {
        List<Map<String, Object>> orders = new ArrayList<>();
        for (Pair pair : pairs()) {
            orders.add(wrong(pair));
            orders.add(right(pair));
        }
        orders.add(order("promotion", SHIPPED));
        orders.add(order("guarded-release", file("guarded")));
        try {
            return JSON.std.asString(orders);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> wrong(Pair pair) {
        Path file = Variants.WRONG.resolve(pair.wrong() + ".bpmn");
        Finding finding = Variants.verify(file).findings().get(0);
        Map<String, Object> order = order("rules/" + pair.wrong() + "-wrong", file);
        order.put("focus", pair.focus());
        order.put(
                "found",
                Optional.ofNullable(pair.found())
                        .orElse(List.of(finding.element().id())));
        order.put("path", finding.path().stream().map(RulePictures::step).toList());
        return order;
    }

    private static Map<String, Object> step(PathStep step) {
        return Map.of("element", step.element().id(), "flows", step.flows());
    }

    private static Map<String, Object> right(Pair pair) {
        Map<String, Object> order =
                order("rules/" + pair.wrong() + "-right", file(pair.right().file()));
        order.put("focus", pair.right().focus());
        order.put("mended", pair.right().mended());
        return order;
    }

    private static Map<String, Object> order(String picture, Path file) {
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("picture", picture);
        order.put("file", file.toAbsolutePath().normalize().toString());
        return order;
    }

    private static Path file(String name) {
        return switch (name) {
            case "shipped" -> SHIPPED;
            case "guarded" -> Variants.PROCESSES.resolve(DesignersFolder.PROCESS);
            default -> Variants.PROCESSES.resolve(name + ".bpmn");
        };
    }
}
