package io.sluice.promotion.bpmn.testing;

import java.nio.charset.StandardCharsets;

/** Process files without a picture. The prefixes {@code camunda} and {@code xsi} are declared. */
public final class BpmnFile {
    private static final String FRAME = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                         xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                         targetNamespace="urn:test">
            %s
            </definitions>
            """;

    private BpmnFile() {}

    /** A file with one executable process of these elements. */
    public static String process(String id, String elements) {
        return definitions("<process id=\"" + id + "\" isExecutable=\"true\">" + elements + "</process>");
    }

    /** A file of these root elements. */
    public static String definitions(String elements) {
        return FRAME.formatted(elements);
    }

    /** A process that is nothing but steps in a row. */
    public static String sequence(String id, String... steps) {
        StringBuilder elements = new StringBuilder("<startEvent id=\"start\" />");
        String before = "start";
        for (int i = 0; i < steps.length; i++) {
            String step = "step" + i;
            elements.append(steps[i].replaceFirst("(/?>)", " id=\"" + step + "\"$1"))
                    .append(flow(before, step));
            before = step;
        }
        return process(id, elements + "<endEvent id=\"end\" />" + flow(before, "end"));
    }

    /** A sequence flow. */
    public static String flow(String from, String to) {
        return "<sequenceFlow id=\"%s-%s\" sourceRef=\"%s\" targetRef=\"%s\" />".formatted(from, to, from, to);
    }

    /** The same file with a plain picture: everything in one row, sub-processes open, boundary events below. */
    public static String drawn(String file) {
        return PlainPicture.of(file);
    }

    /** The bytes of a file. */
    public static byte[] bytes(String file) {
        return file.getBytes(StandardCharsets.UTF_8);
    }
}
